"""Therapist of the month: who is featured when, and their interview."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from content.blocks import QuestionBlock
from content.editorial_panel import ChecksPanel
from locations import clock, formatting
from locations.locales import for_readers
from locations.presented import Presented, Presents
from therapists import structured_data

# The default questions of each feature.
QUESTIONS = (
    _("What do most people come to you for?"),
    _("How do you find out what is going on?"),
    _("What do you do about it?"),
    _("Why do you like this area of the body?"),
    _("What do you send people home with?"),
    _("What brought you to this work?"),
    _("What should people ask before they book anyone?"),
)


class FeatureQuerySet(models.QuerySet["Feature"]):
    def of_month(self, day):
        return self.filter(month=day.replace(day=1))

    def last_months(self):
        """The last month of each therapist so far: {therapist id: month}."""
        begun = self.filter(month__lte=clock.today(timezone.now()))
        rows = begun.values("therapist").annotate(last=Max("month"))
        return {row["therapist"]: row["last"] for row in rows}


class Feature(Presented, models.Model):
    """One therapist, featured for one month.

    `answers` are {"question", "answer"} in the therapist's own words, plain text.
    Consent can be withdrawn at any time; the interview is then unpublished.
    """

    month = models.DateField(
        _("month"),
        unique=True,
        help_text=_("Any day of the month."),
        error_messages={"unique": _("Somebody is planned for this month already.")},
    )
    therapist = models.ForeignKey(
        "therapists.Therapist",
        models.PROTECT,
        related_name="features",
        verbose_name=_("therapist"),
    )
    answers = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("consent withdrawn"), null=True, blank=True)

    objects = FeatureQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        verbose_name = _("therapist of the month")
        verbose_name_plural = _("therapists of the month")
        constraints = [
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__day=1),
                name="feature_begins_a_month",
                violation_error_message=_("Choose the first day of a month."),
            ),
        ]

    def __str__(self):
        return f"{self.therapist}, {self.month_in_words}"

    @property
    def has_consent(self) -> bool:
        return bool(self.consented_at) and not self.withdrawn_at

    @property
    def month_in_words(self) -> str:
        return formatting.month(self.month)

    @property
    def state(self) -> str:
        """The state of the interview, in words."""
        page = self.page
        if self.withdrawn_at:
            return gettext("consent withdrawn")
        if not self.answered_at:
            return gettext("waits for the answers")
        if not self.consented_at:
            return gettext("answered, without consent")
        if page and page.live:
            return gettext("published")
        if page and page.approved_schedule:
            return gettext("comes out on its own")
        return gettext("a draft waits for an editor")

    @property
    def questions(self) -> list[str]:
        """The questions to answer: those kept with the feature, or the usual ones."""
        return [row["question"] for row in self.answers] or [*map(str, QUESTIONS)]


class InterviewPageForm(WagtailAdminPageForm):
    """Refuses to publish an interview without its therapist's consent."""

    def clean(self):
        cleaned = super().clean()
        feature = cleaned.get("feature") or getattr(self.instance, "feature", None)
        if self.is_deferred_validation or not feature:
            return cleaned
        if not feature.has_consent:
            self.add_error(
                "feature" if "feature" in self.fields else None,
                gettext("{name} has not agreed to publish this.").format(
                    name=feature.therapist.short_name
                ),
            )
        return cleaned


class InterviewPageQuerySet(PageQuerySet):
    def begun(self):
        """Published interviews whose month has begun, the newest first."""
        today = clock.today(timezone.now())
        return for_readers(self).for_listing().filter(feature__month__lte=today)

    def for_listing(self):
        """The newest month first, with portrait and therapist."""
        return (
            self.select_related("feature__therapist", "portrait")
            .defer("answers")
            .order_by("-feature__month")
        )


class InterviewIndexPage(Page):
    """All therapists of the month, on a timeline."""

    parent_page_types = ["content.HomePage"]
    subpage_types = ["therapists.InterviewPage"]
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("interview index page")

    def get_context(self, request):
        pages = InterviewPage.objects.child_of(self).live().for_listing()
        return {**super().get_context(request), "interviews": pages}


class InterviewPage(Presents, Page):
    """The interview of one month."""

    presents = "feature"
    parent_page_types = ["therapists.InterviewIndexPage"]
    subpage_types = []
    group_in_search = "Interviews"

    feature = models.ForeignKey(
        Feature, models.PROTECT, related_name="pages", verbose_name=_("feature")
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
    standfirst = models.TextField(_("standfirst"))
    pull_quote = models.CharField(_("pull quote"), max_length=250, blank=True)
    answers = StreamField([("question", QuestionBlock())], verbose_name=_("answers"))
    homework = models.ForeignKey(
        "care.Exercise",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("homework of the month"),
    )
    conditions = ParentalManyToManyField(
        "care.Condition", blank=True, related_name="+", verbose_name=_("conditions")
    )

    base_form_class = InterviewPageForm
    objects = PageManager.from_queryset(InterviewPageQuerySet)()

    content_panels = [
        ChecksPanel(),
        *Page.content_panels,
        "feature",
        "standfirst",
        MultiFieldPanel(
            [FieldPanel("portrait"), FieldPanel("portrait_alt")], _("Portrait")
        ),
        "pull_quote",
        "answers",
        "homework",
        "conditions",
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("group_in_search"),
        index.SearchField("standfirst"),
        index.SearchField("answers"),
    ]

    class Meta:
        verbose_name = _("interview page")

    def clean(self):
        super().clean()
        if self.portrait_id and not self.portrait_alt:
            raise ValidationError(
                {"portrait_alt": gettext("Say in words what the picture shows.")}
            )

    def get_context(self, request):
        others = InterviewPage.objects.sibling_of(self, inclusive=False).live()
        others = others.select_related("feature__therapist")
        month = self.feature.month
        return {
            **super().get_context(request),
            "therapist": self.feature.therapist,
            "condition_list": self.conditions.prefetch_related("pages"),
            "earlier": others.filter(feature__month__lt=month)
            .order_by("-feature__month")
            .first(),
            "later": others.filter(feature__month__gt=month)
            .order_by("feature__month")
            .first(),
            "is_current": month == clock.today(timezone.now()).replace(day=1),
        }

    def structured_data(self):
        return structured_data.interview(self)
