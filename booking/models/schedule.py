"""When therapists work: weekly hours, single shifts, time off."""

from datetime import date, time
from typing import Self

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey

from booking.engine import timetable as engine
from locations.formatting import hours, long_day
from locations.models.locations import OVER_MIDNIGHT, Weekday, five_minutes, takes_time


def _break_within(name: str) -> models.CheckConstraint:
    """A constraint: the break lies in the work, on whichever side of midnight."""
    none = Q(break_starts_at__isnull=True, break_ends_at__isnull=True)
    whole = Q(break_starts_at__isnull=False, break_ends_at__isnull=False)
    in_order = Q(break_starts_at__lt=F("break_ends_at"))
    begins = Q(starts_at__lte=F("break_starts_at"))
    ends = Q(break_ends_at__lte=F("ends_at"))
    over_midnight = Q(ends_at__lte=F("starts_at"))
    return models.CheckConstraint(
        condition=none
        | (whole & begins & in_order & (ends | over_midnight))
        | (whole & over_midnight & ends & (begins | in_order)),
        name=name,
        violation_error_message="Start, break and end must follow one another.",
    )


class StretchOfWork(models.Model):
    """Wall-clock times at a location, with one break if need be."""

    location = models.ForeignKey("locations.Location", models.PROTECT, related_name="+")
    starts_at = models.TimeField("from", validators=[five_minutes])
    ends_at = models.TimeField(
        "until", validators=[five_minutes], help_text=OVER_MIDNIGHT
    )
    break_starts_at = models.TimeField(
        "break from", null=True, blank=True, validators=[five_minutes]
    )
    break_ends_at = models.TimeField(
        "break until", null=True, blank=True, validators=[five_minutes]
    )

    class Meta:
        abstract = True

    @property
    def hours(self) -> str:
        """The working hours, in words."""
        return hours(self.starts_at, self.ends_at)

    @property
    def pause(self) -> tuple[time, time] | None:
        """The break as a pair, or None."""
        if self.break_starts_at is None or self.break_ends_at is None:
            return None
        return self.break_starts_at, self.break_ends_at


class WorkingHoursQuerySet(models.QuerySet["WorkingHours"]):
    def from_day(self, day: date) -> Self:
        """Rows valid on a day or later, with their locations and therapists."""
        lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
        return self.filter(lasting).select_related("location", "therapist")


class WorkingHours(StretchOfWork):
    """A stretch of work that repeats every week while it is valid."""

    therapist = ParentalKey("therapists.Therapist", related_name="working_hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(
        null=True, blank=True, help_text="The last day, included."
    )

    objects = WorkingHoursQuerySet.as_manager()

    panels = [
        "weekday",
        "location",
        "starts_at",
        "ends_at",
        "break_starts_at",
        "break_ends_at",
        "valid_from",
        "valid_until",
    ]

    class Meta:
        ordering = ["weekday", "starts_at"]
        verbose_name_plural = "working hours"
        constraints = [
            takes_time("starts_at", "ends_at", "working_hours_take_time"),
            _break_within("working_hours_break_within"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="working_hours_valid_in_order",
                violation_error_message="The last day must not be before the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.therapist}, {self.get_weekday_display()} {self.starts_at:%H:%M}"

    @property
    def as_row(self) -> engine.Weekly:
        """The engine's view of it."""
        return engine.Weekly(
            self.weekday,
            self.starts_at,
            self.ends_at,
            self.pause,
            self.valid_from,
            self.valid_until,
        )

    @property
    def when(self) -> str:
        """Which day and hours, in words."""
        return f"on {self.get_weekday_display()}s, {self.hours}"

    def validity(self, today: date) -> str:
        """The dates of validity, in words; empty when it has no end."""
        words = []
        if self.valid_from and self.valid_from > today:
            words.append(f"from {long_day(self.valid_from)}")
        if self.valid_until:
            words.append(f"until {long_day(self.valid_until)}")
        return " ".join(words)


class Shift(StretchOfWork):
    """One dated stretch of work, beside the weekly hours."""

    therapist = models.ForeignKey(
        "therapists.Therapist", models.CASCADE, related_name="shifts"
    )
    day = models.DateField()

    class Meta:
        ordering = ["day", "starts_at"]
        constraints = [
            takes_time("starts_at", "ends_at", "shift_takes_time"),
            _break_within("shift_break_within"),
        ]

    def __str__(self) -> str:
        return f"{self.therapist}, {self.day:%b %-d} {self.starts_at:%H:%M}"

    @property
    def when(self) -> str:
        """Which day and hours, in words."""
        return f"on {long_day(self.day)}, {self.hours}"

    @property
    def as_row(self) -> engine.Shift:
        """The engine's view of it."""
        return engine.Shift(self.day, self.starts_at, self.ends_at, self.pause)


class TimeOff(models.Model):
    """Time in which a therapist does not work, between two instants.

    Entered and shown in the zone of the therapist's main location.
    """

    therapist = models.ForeignKey(
        "therapists.Therapist", models.CASCADE, related_name="time_off"
    )
    starts_at = models.DateTimeField("from")
    ends_at = models.DateTimeField("until")
    reason = models.CharField(
        max_length=120, blank=True, help_text="Only staff see it."
    )

    class Meta:
        ordering = ["starts_at"]
        verbose_name = verbose_name_plural = "time off"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="time_off_ends_after_it_starts",
                violation_error_message="The end must be after the start.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.therapist}, from {self.starts_at:%b %-d}"
