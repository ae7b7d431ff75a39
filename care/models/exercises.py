"""Exercises: shown on the site, and prescribed with a personal dose."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from care import dose
from care.evidence import EvidenceLevel
from care.models.vocabulary import Condition, Reference, Shared
from content.code_fields import RedFlagsField
from content.list_fields import TranslatedListField
from content.slug_panels import NamePanel, slug_panel
from locations.presented import Presented
from locations.translated import TranslatedCharField, TranslatedRow, TranslatedTextField

WORDS_PER_STEP = 20
# What the timer says for a long hold, by purpose; “Hold” for others. Nobody should hold
# their breath because a timer said so.
DOING = {
    "rest": _("Rest"),
    "breathing": _("Breathe"),
    "walking": _("Walk"),
    "pressure": _("Press gently"),
}


def short_step(text):
    """Refuse a step that is too long to remember while moving."""
    if len(text.split()) > WORDS_PER_STEP:
        words = gettext("Use at most {n} words; make two steps of it.")
        raise ValidationError(words.format(n=WORDS_PER_STEP))


class Exercise(TranslatedRow, Presented, index.Indexed, Shared, ClusterableModel):
    """An exercise: what to do, how it looks, its dose, and when to stop."""

    class Purpose(models.TextChoices):
        REST = "rest", _("Rest")
        MOBILITY = "mobility", _("Mobility")
        STRETCH = "stretch", _("Stretch")
        STRENGTH = "strength", _("Strength")
        BREATHING = "breathing", _("Breathing")
        WALKING = "walking", _("Walking")
        PRESSURE = "pressure", _("Pressure")

    class Sides(models.TextChoices):
        NONE = "none", _("no sides")
        BOTH = "both", _("left and right in turn")

    name = TranslatedCharField(_("name"), max_length=80)
    slug = models.SlugField(_("part of the address"), unique=True)
    summary = TranslatedCharField(_("summary"), max_length=240)
    purpose = models.CharField(_("kind"), max_length=20, choices=Purpose)
    level = models.PositiveSmallIntegerField(
        _("level"),
        default=1,
        choices=[(1, _("1, easy")), (2, _("2, medium")), (3, _("3, hard"))],
    )
    positions = TranslatedListField(
        separator=",",
        blank=False,
        help_text=_("Such as: lying, side-lying."),
        verbose_name=_("positions"),
    )
    equipment = TranslatedListField(
        separator=",",
        help_text=_("With commas between; empty for none."),
        verbose_name=_("equipment"),
    )
    body_regions = TranslatedListField(
        separator=",",
        blank=False,
        help_text=_("Such as: hip front, thigh."),
        verbose_name=_("body regions"),
    )
    conditions = ParentalManyToManyField(
        Condition, blank=True, related_name="exercises", verbose_name=_("conditions")
    )

    hold_seconds = models.PositiveSmallIntegerField(_("hold seconds"), default=0)
    repetitions = models.PositiveSmallIntegerField(_("repetitions"), default=1)
    sets = models.PositiveSmallIntegerField(_("sets"), default=1)
    rest_seconds = models.PositiveSmallIntegerField(_("rest seconds"), default=0)
    sides = models.CharField(
        _("sides"), max_length=5, choices=Sides, default=Sides.NONE
    )
    tempo = TranslatedCharField(_("tempo"), max_length=120, blank=True)
    times_per_week = models.PositiveSmallIntegerField(_("times per week"), default=7)
    dose_note = TranslatedCharField(_("dose note"), max_length=160, blank=True)

    start_picture = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("start picture"),
    )
    start_alt = TranslatedCharField(_("start in words"), max_length=250, blank=True)
    hold_picture = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hold picture"),
    )
    hold_alt = TranslatedCharField(_("hold in words"), max_length=250, blank=True)

    feel = TranslatedTextField(_("you should feel"))
    not_feel = TranslatedTextField(_("you should not feel"))
    easier = TranslatedTextField(_("easier"), blank=True)
    harder = TranslatedTextField(_("harder"), blank=True)
    cautions = TranslatedTextField(_("cautions"))
    stop_if = TranslatedTextField(_("stop if"))
    red_flags = RedFlagsField(
        help_text=_("Signs with which nobody should start this exercise."),
        verbose_name=_("red flags"),
    )
    evidence_claim = TranslatedCharField(
        _("claim"), max_length=80, default=_("This exercise")
    )
    evidence_level = models.CharField(
        _("evidence level"), max_length=1, choices=EvidenceLevel
    )
    evidence_note = TranslatedTextField(_("evidence note"), blank=True)
    references = ParentalManyToManyField(
        Reference, blank=True, related_name="+", verbose_name=_("references")
    )

    panels = [
        MultiFieldPanel(
            [
                NamePanel("name"),
                slug_panel(),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("purpose"), FieldPanel("level")]),
                FieldPanel("positions"),
                FieldPanel("equipment"),
                FieldPanel("body_regions"),
                FieldPanel("conditions"),
            ],
            _("What it is"),
        ),
        InlinePanel("steps", label=_("Step"), heading=_("Steps"), min_num=1),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("hold_seconds"), FieldPanel("repetitions")]),
                FieldRowPanel([FieldPanel("sets"), FieldPanel("rest_seconds")]),
                FieldRowPanel([FieldPanel("sides"), FieldPanel("times_per_week")]),
                FieldPanel("tempo"),
                FieldPanel("dose_note"),
            ],
            _("Dose"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("start_picture"),
                FieldPanel("start_alt"),
                FieldPanel("hold_picture"),
                FieldPanel("hold_alt"),
            ],
            _("Pictures"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("feel"),
                FieldPanel("not_feel"),
                FieldPanel("easier"),
                FieldPanel("harder"),
                FieldPanel("cautions"),
                FieldPanel("stop_if"),
                FieldPanel("red_flags"),
            ],
            _("Guidance"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("evidence_claim"),
                FieldPanel("evidence_level"),
                FieldPanel("evidence_note"),
                FieldPanel("references"),
            ],
            _("How sure are we?"),
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
    ]

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(times_per_week__range=(1, 28)),
                name="exercise_some_times_a_week",
                violation_error_message=_("Between 1 and 28 times a week."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def dose(self):
        """The dose as the clinic recommends it to everyone."""
        return dose.Dose(
            doing=DOING.get(self.purpose, _("Hold")),
            hold=self.hold_seconds,
            repetitions=self.repetitions,
            sets=self.sets,
            rest=self.rest_seconds,
            sides=2 if self.sides == self.Sides.BOTH else 1,
        )

    @property
    def seconds(self):
        return dose.seconds(self.dose)

    @property
    def minutes(self):
        return dose.minutes(self.dose)

    @property
    def plan(self):
        return dose.plan(self.dose)

    @property
    def has_sides(self):
        return self.sides == self.Sides.BOTH

    @property
    def evidence(self):
        """What the box “How sure are we?” prints."""
        claim = {
            "about": self.evidence_claim,
            "level": self.evidence_level,
            "level_words": EvidenceLevel(self.evidence_level).words,
            "text": self.evidence_note,
            "sources": [row for row in self.references.all() if row.is_complete],
        }
        return {"claims": [claim]}

    @property
    def dose_in_words(self):
        """“30 s, 3 times each side, 4 × a week”."""
        hold = dose.in_words(self.hold_seconds)
        sets = ngettext("{n} set", "{n} sets", self.sets).format(n=self.sets)
        parts = (hold, self._count, sets if self.sets > 1 else "", self.how_often)
        return ", ".join(filter(None, parts))

    @property
    def _count(self):
        """“3 times each side”; empty for once."""
        n = self.repetitions
        if not self.has_sides:
            return dose.times(n) if n > 1 else ""
        if n <= 1:
            return gettext("once each side")
        words = ngettext("{n} time each side", "{n} times each side", n)
        return words.format(n=n)

    @property
    def how_often(self):
        """How often to do it: the dose note, or “daily”, or “4 × a week”."""
        if self.dose_note:
            return self.dose_note
        n = self.times_per_week
        if n == 7:
            return gettext("daily")
        return ngettext("{n} × a week", "{n} × a week", n).format(n=n)


class ExerciseStep(Orderable, TranslatedRow):
    """One instruction, short enough to remember while moving."""

    exercise = ParentalKey(Exercise, related_name="steps")
    text = TranslatedCharField(_("text"), max_length=200, validators=[short_step])
    picture = models.ForeignKey(
        "content.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = TranslatedCharField(_("picture in words"), max_length=250, blank=True)

    panels = ["text", "picture", "picture_alt"]

    class Meta:
        verbose_name = _("exercise step")
        verbose_name_plural = _("exercise steps")

    def __str__(self):
        return self.text
