"""What clients say, with their consent on record. No stars, no ratings."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from care.models import Condition
from content import readability
from locations import clock
from therapists.models.therapists import Therapist
from web.filters import FilterForm, SlugChoice


class TestimonialQuerySet(models.QuerySet["Testimonial"]):
    def published(self) -> Self:
        return self.filter(is_published=True).select_related("therapist")

    def about(self, condition):
        return self.filter(condition=condition)

    def naming(self, therapist):
        return self.filter(therapist=therapist)


class Testimonial(models.Model):
    """One client's own words about what changed.

    Nothing is published without the record of a consent, except samples of the demo,
    which say on the page that they are invented.
    """

    text = models.TextField(_("words"))
    name = models.CharField(
        _("display name"), max_length=60, help_text=_("First name and initial: Bram O.")
    )
    condition = models.ForeignKey(
        Condition,
        models.PROTECT,
        related_name="testimonials",
        verbose_name=_("condition"),
    )
    therapist = models.ForeignKey(
        Therapist,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="testimonials",
        verbose_name=_("therapist"),
    )
    treatment = models.CharField(_("treatment"), max_length=80, blank=True)
    location = models.ForeignKey(
        "locations.Location",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("location"),
    )
    given_on = models.DateField(_("approximate date"))
    consent = models.CharField(
        _("consent to publish"),
        max_length=200,
        blank=True,
        help_text=_("How and when they agreed; needed to publish."),
    )
    is_sample = models.BooleanField(_("sample text"), default=False)
    is_published = models.BooleanField(_("published"), default=False)

    objects = TestimonialQuerySet.as_manager()

    panels = [
        "text",
        FieldRowPanel([FieldPanel("name"), FieldPanel("given_on")]),
        MultiFieldPanel(
            [
                FieldPanel("condition"),
                FieldPanel("therapist"),
                FieldPanel("treatment"),
                FieldPanel("location"),
            ],
            _("About"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("consent"),
                FieldPanel("is_sample"),
                FieldPanel("is_published"),
            ],
            _("Publishing"),
        ),
    ]

    class Meta:
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_published=False) | ~Q(consent="") | Q(is_sample=True),
                name="testimonial_published_with_consent",
                violation_error_message=_("Record the consent before you publish it."),
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"

    def clean(self):
        super().clean()
        wrong = {}
        banned = readability.banned_words(self.text) if self.is_published else []
        if banned:
            words = gettext("Not to be published, it promises: {words}.")
            wrong["text"] = words.format(words=", ".join(banned))
        if self.given_on and self.given_on > clock.today(timezone.now()):
            wrong["given_on"] = gettext("This day is still to come.")
        if wrong:
            raise ValidationError(wrong)


class TestimonialFilter(FilterForm):
    """Whose words a reader looks for."""

    condition = SlugChoice(
        Condition.objects.all(), label=_("About"), empty_label=_("Anything")
    )
    therapist = SlugChoice(
        Therapist.objects.all(), label=_("With"), empty_label=_("Anyone")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.narrow(testimonials__is_published=True)

    def applied_to(self, rows):
        asked = {name: self.asked(name) for name in self.fields}
        return rows.filter(**{name: row for name, row in asked.items() if row})


class TestimonialPage(Page):
    """All testimonials, by condition and therapist."""

    parent_page_types = ["content.HomePage"]
    subpage_types = []
    max_count_per_parent = 1

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, "introduction"]

    class Meta:
        verbose_name = _("testimonial page")

    def get_context(self, request):
        asked = TestimonialFilter(request.GET)
        rows = (
            Testimonial.objects.published()
            .select_related("condition")
            .prefetch_related("condition__pages")
        )
        return {
            **super().get_context(request),
            "filter": asked,
            "testimonials": asked.applied_to(rows),
        }
