"""Pages of the vocabulary: exercises and the glossary."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from care import structured_data
from care.models.exercises import Exercise
from care.models.vocabulary import Condition, Muscle, Technique, Term
from content import red_flags
from locations.presented import Presents
from web.filters import FilterForm, SlugChoice
from web.page_cache import CachedPage


class ExerciseFilter(FilterForm):
    """The filter of the list of exercises."""

    purpose = forms.ChoiceField(
        label=_("What for"),
        required=False,
        choices=[("", _("Everything")), *Exercise.Purpose.choices],
    )
    condition = SlugChoice(
        Condition.objects.all(), label=_("Good to know for"), empty_label=_("Anything")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        used = Condition.objects.filter(exercises__isnull=False).distinct()
        self.fields["condition"].queryset = used

    def applied_to(self, pages):
        if purpose := self.asked("purpose"):
            pages = pages.filter(exercise__purpose=purpose)
        if condition := self.asked("condition"):
            pages = pages.filter(exercise__conditions=condition)
        return pages


class ExercisePageQuerySet(PageQuerySet):
    def for_listing(self):
        """Fetch everything that a card shows."""
        shown = self.select_related("exercise__hold_picture").order_by("path")
        return shown.prefetch_related("exercise__pages")

    def of(self, exercises):
        return self.filter(exercise__in=exercises)


class ExerciseIndexPage(CachedPage, Page):
    """All exercises, with a filter that is a plain form."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["care.ExercisePage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("exercise index page")

    def get_context(self, request):
        asked = ExerciseFilter(request.GET)
        pages = ExercisePage.objects.child_of(self).live().for_listing()
        return {
            **super().get_context(request),
            "filter": asked,
            "exercise_pages": asked.applied_to(pages),
            "all_count": pages.count(),
        }


class ExercisePage(Presents, CachedPage, Page):
    """The page of an exercise, whose contents come from the exercise."""

    presents = "exercise"
    parent_page_types = ["care.ExerciseIndexPage"]
    subpage_types = []
    group_in_search = "Exercises"

    exercise = models.ForeignKey(
        Exercise, models.PROTECT, related_name="pages", verbose_name=_("exercise")
    )

    objects = PageManager.from_queryset(ExercisePageQuerySet)()

    content_panels = [*Page.content_panels, "exercise"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("group_in_search"),
        index.RelatedFields(
            "exercise",
            [
                index.SearchField("name"),
                index.SearchField("summary"),
                index.SearchField("get_purpose_display"),
                index.SearchField("body_regions"),
                index.SearchField("translated_words"),
                index.RelatedFields(
                    "conditions",
                    [index.SearchField("name"), index.SearchField("translated_words")],
                ),
            ],
        ),
    ]

    class Meta:
        verbose_name = _("exercise page")

    def get_context(self, request):
        exercise = (
            Exercise.objects.select_related("start_picture", "hold_picture")
            .prefetch_related("steps__picture", "references", "conditions__pages")
            .get(pk=self.exercise_id)
        )
        return {
            **super().get_context(request),
            "exercise": exercise,
            "cards": red_flags.cards(exercise.red_flags),
        }

    def structured_data(self):
        return structured_data.exercise(self)


class GlossaryPage(CachedPage, Page):
    """Every technique, muscle and term on one page, each with an anchor of its own."""

    parent_page_types = ["content.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("glossary page")

    def get_context(self, request):
        return {
            **super().get_context(request),
            "techniques": Technique.objects.select_related("picture"),
            "muscles": Muscle.objects.prefetch_related("related"),
            "terms": Term.objects.all(),
        }
