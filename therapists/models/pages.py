"""The team page, and a profile page for each therapist."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from content.list_fields import ListField
from locations import clock
from locations.locales import for_readers
from locations.presented import Presents
from therapists import structured_data
from therapists.models.interviews import InterviewPage
from therapists.models.testimonials import Testimonial


class TherapistPageQuerySet(PageQuerySet):
    def for_listing(self):
        """Fetch everything that a card shows, in a fixed number of queries."""
        return (
            self.select_related("therapist", "portrait")
            .prefetch_related("therapist__treats")
            .order_by("title")
        )

    def of(self, therapists):
        return self.filter(therapist__in=therapists)

    def treating(self, condition):
        """Published profiles of therapists who treat a condition."""
        return for_readers(self).for_listing().filter(therapist__treats=condition)


class TherapistIndexPage(Page):
    """All therapists on one page."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["therapists.TherapistPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("therapist index page")

    def get_context(self, request):
        profiles = TherapistPage.objects.child_of(self).live().for_listing()
        return {**super().get_context(request), "profiles": profiles}


class TherapistPage(Presents, Page):
    """How one therapist works, in their own words."""

    presents = "therapist"
    parent_page_types = ["therapists.TherapistIndexPage"]
    subpage_types = []
    group_in_search = "Therapists"

    therapist = models.ForeignKey(
        "therapists.Therapist",
        models.PROTECT,
        related_name="pages",
        verbose_name=_("therapist"),
    )
    portrait = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    portrait_alt = models.CharField(_("portrait in words"), max_length=250, blank=True)
    headline = models.CharField(_("headline"), max_length=120, blank=True)
    quote = models.CharField(_("quote"), max_length=250, blank=True)
    focus = models.CharField(_("focus"), max_length=200, blank=True)
    biography = RichTextField(
        _("biography"), features=["bold", "italic", "link"], blank=True
    )
    best_for = ListField(_("works best for"), help_text=_("One per line."))
    first_visit = models.TextField(_("a first visit with them"), blank=True)
    other_techniques = models.CharField(
        _("other techniques"), max_length=160, blank=True
    )
    training = models.TextField(
        _("training"),
        blank=True,
        help_text=_("School, courses and how they keep learning."),
    )
    favorite_exercises = ParentalManyToManyField(
        "care.Exercise",
        blank=True,
        related_name="+",
        verbose_name=_("favorite exercises"),
    )

    objects = PageManager.from_queryset(TherapistPageQuerySet)()

    content_panels = [
        *Page.content_panels,
        "therapist",
        MultiFieldPanel(
            [FieldPanel("portrait"), FieldPanel("portrait_alt")], _("Portrait")
        ),
        "headline",
        "quote",
        "focus",
        "biography",
        "best_for",
        "first_visit",
        "other_techniques",
        "training",
        "favorite_exercises",
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("group_in_search"),
        index.SearchField("headline"),
        index.SearchField("biography"),
        index.SearchField("focus"),
    ]

    class Meta:
        verbose_name = _("therapist page")

    @property
    def years_in_practice(self):
        since = self.therapist.practising_since
        return clock.today(timezone.now()).year - since if since else None

    def get_context(self, request):
        therapist = (
            type(self.therapist)
            .objects.select_related("main_location")
            .prefetch_related("treats__pages", "techniques__picture")
            .get(pk=self.therapist_id)
        )
        exercises = self.favorite_exercises.select_related(
            "hold_picture"
        ).prefetch_related("pages")
        interviews = InterviewPage.objects.begun()
        return {
            **super().get_context(request),
            "therapist": therapist,
            "exercise_list": exercises,
            "interview": interviews.filter(feature__therapist=therapist).first(),
            "testimonials": Testimonial.objects.published().naming(therapist)[:2],
        }

    def structured_data(self):
        return structured_data.profile(self)
