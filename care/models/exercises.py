"""Exercises: shown on the site, and prescribed with a personal dose."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from care import dose
from care.evidence import EvidenceLevel
from care.models.vocabulary import Condition, Reference, Shared
from content.code_fields import RedFlagsField
from content.list_fields import ListField
from content.slug_panels import NamePanel, slug_panel

WORDS_PER_STEP = 20
# What the timer says for a long hold, by purpose; “Hold” for others. Nobody should hold
# their breath because a timer said so.
DOING = {
    "rest": "Rest",
    "breathing": "Breathe",
    "walking": "Walk",
    "pressure": "Press gently",
}


def short_step(text):
    """Refuse a step that is too long to remember while moving."""
    if len(text.split()) > WORDS_PER_STEP:
        raise ValidationError(
            f"Use at most {WORDS_PER_STEP} words; make two steps of it."
        )


class Exercise(index.Indexed, Shared, ClusterableModel):
    """An exercise: what to do, how it looks, its dose, and when to stop."""

    class Purpose(models.TextChoices):
        REST = "rest", "Rest"
        MOBILITY = "mobility", "Mobility"
        STRETCH = "stretch", "Stretch"
        STRENGTH = "strength", "Strength"
        BREATHING = "breathing", "Breathing"
        WALKING = "walking", "Walking"
        PRESSURE = "pressure", "Pressure"

    class Sides(models.TextChoices):
        NONE = "none", "no sides"
        BOTH = "both", "left and right in turn"

    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    summary = models.CharField(max_length=240)
    purpose = models.CharField(max_length=20, choices=Purpose)
    level = models.PositiveSmallIntegerField(
        default=1, choices=[(1, "1, easy"), (2, "2, medium"), (3, "3, hard")]
    )
    positions = ListField(
        separator=",", blank=False, help_text="Such as: lying, side-lying."
    )
    equipment = ListField(
        separator=",", help_text="With commas between; empty for none."
    )
    body_regions = ListField(
        separator=",", blank=False, help_text="Such as: hip front, thigh."
    )
    conditions = ParentalManyToManyField(
        Condition, blank=True, related_name="exercises"
    )

    hold_seconds = models.PositiveSmallIntegerField(default=0)
    repetitions = models.PositiveSmallIntegerField(default=1)
    sets = models.PositiveSmallIntegerField(default=1)
    rest_seconds = models.PositiveSmallIntegerField(default=0)
    sides = models.CharField(max_length=5, choices=Sides, default=Sides.NONE)
    tempo = models.CharField(max_length=120, blank=True)
    times_per_week = models.PositiveSmallIntegerField(default=7)
    dose_note = models.CharField(max_length=160, blank=True)

    start_picture = models.ForeignKey(
        "content.Picture", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    start_alt = models.CharField("start in words", max_length=250, blank=True)
    hold_picture = models.ForeignKey(
        "content.Picture", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    hold_alt = models.CharField("hold in words", max_length=250, blank=True)

    feel = models.TextField("you should feel")
    not_feel = models.TextField("you should not feel")
    easier = models.TextField(blank=True)
    harder = models.TextField(blank=True)
    cautions = models.TextField()
    stop_if = models.TextField("stop if")
    red_flags = RedFlagsField(
        help_text="Signs with which nobody should start this exercise."
    )
    evidence_claim = models.CharField("claim", max_length=80, default="This exercise")
    evidence_level = models.CharField(max_length=1, choices=EvidenceLevel)
    evidence_note = models.TextField(blank=True)
    references = ParentalManyToManyField(Reference, blank=True, related_name="+")

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
            "What it is",
        ),
        InlinePanel("steps", label="Step", heading="Steps", min_num=1),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("hold_seconds"), FieldPanel("repetitions")]),
                FieldRowPanel([FieldPanel("sets"), FieldPanel("rest_seconds")]),
                FieldRowPanel([FieldPanel("sides"), FieldPanel("times_per_week")]),
                FieldPanel("tempo"),
                FieldPanel("dose_note"),
            ],
            "Dose",
        ),
        MultiFieldPanel(
            [
                FieldPanel("start_picture"),
                FieldPanel("start_alt"),
                FieldPanel("hold_picture"),
                FieldPanel("hold_alt"),
            ],
            "Pictures",
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
            "Guidance",
        ),
        MultiFieldPanel(
            [
                FieldPanel("evidence_claim"),
                FieldPanel("evidence_level"),
                FieldPanel("evidence_note"),
                FieldPanel("references"),
            ],
            "How sure are we?",
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
    ]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(times_per_week__range=(1, 28)),
                name="exercise_some_times_a_week",
                violation_error_message="Between 1 and 28 times a week.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def dose(self):
        """The dose as the clinic recommends it to everyone."""
        return dose.Dose(
            doing=DOING.get(self.purpose, "Hold"),
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
        count = f"{self.repetitions} times" if self.repetitions > 1 else ""
        if self.has_sides:
            count = f"{count or 'once'} each side"
        sets = f"{self.sets} sets" if self.sets > 1 else ""
        parts = (dose.in_words(self.hold_seconds), count, sets, self.how_often)
        return ", ".join(filter(None, parts))

    @property
    def how_often(self):
        """How often to do it: the dose note, or “daily”, or “4 × a week”."""
        if self.dose_note:
            return self.dose_note
        return (
            "daily" if self.times_per_week == 7 else f"{self.times_per_week} × a week"
        )


class ExerciseStep(Orderable):
    """One instruction, short enough to remember while moving."""

    exercise = ParentalKey(Exercise, related_name="steps")
    text = models.CharField(max_length=200, validators=[short_step])
    picture = models.ForeignKey(
        "content.Picture", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture_alt = models.CharField("picture in words", max_length=250, blank=True)

    panels = ["text", "picture", "picture_alt"]

    def __str__(self):
        return self.text
