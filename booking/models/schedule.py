"""When therapists work: weekly hours, single shifts, time off."""

from datetime import date, time
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from booking.engine import timetable as engine
from locations.formatting import clock, hours, long_day, short_day
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
        violation_error_message=_("Start, break and end must follow one another."),
    )


class StretchOfWork(models.Model):
    """Wall-clock times at a location, with one break if need be."""

    location = models.ForeignKey(
        "locations.Location",
        models.PROTECT,
        related_name="+",
        verbose_name=_("location"),
    )
    starts_at = models.TimeField(_("from"), validators=[five_minutes])
    ends_at = models.TimeField(
        _("until"), validators=[five_minutes], help_text=OVER_MIDNIGHT
    )
    break_starts_at = models.TimeField(
        _("break from"), null=True, blank=True, validators=[five_minutes]
    )
    break_ends_at = models.TimeField(
        _("break until"), null=True, blank=True, validators=[five_minutes]
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

    therapist = ParentalKey(
        "therapists.Therapist",
        related_name="working_hours",
        verbose_name=_("therapist"),
    )
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The last day, included.")
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
        verbose_name = _("working hours")
        ordering = ["weekday", "starts_at"]
        verbose_name_plural = _("working hours")
        constraints = [
            takes_time("starts_at", "ends_at", "working_hours_take_time"),
            _break_within("working_hours_break_within"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="working_hours_valid_in_order",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.therapist}, {self.get_weekday_display()} {clock(self.starts_at)}"

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
        return gettext("on {weekday}s, {hours}").format(
            weekday=self.get_weekday_display(), hours=self.hours
        )

    def validity(self, today: date) -> str:
        """The dates of validity, in words; empty when it has no end."""
        begins = self.valid_from and self.valid_from > today
        if begins and self.valid_until:
            words = gettext("from {first} until {last}")
        elif begins:
            words = gettext("from {first}")
        elif self.valid_until:
            words = gettext("until {last}")
        else:
            return ""
        return words.format(
            first=long_day(self.valid_from) if begins else "",
            last=long_day(self.valid_until) if self.valid_until else "",
        )


class Shift(StretchOfWork):
    """One dated stretch of work, beside the weekly hours."""

    therapist = models.ForeignKey(
        "therapists.Therapist",
        models.CASCADE,
        related_name="shifts",
        verbose_name=_("therapist"),
    )
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["day", "starts_at"]
        constraints = [
            takes_time("starts_at", "ends_at", "shift_takes_time"),
            _break_within("shift_break_within"),
        ]

    def __str__(self) -> str:
        return f"{self.therapist}, {short_day(self.day)} {clock(self.starts_at)}"

    @property
    def when(self) -> str:
        """Which day and hours, in words."""
        return gettext("on {day}, {hours}").format(
            day=long_day(self.day), hours=self.hours
        )

    @property
    def as_row(self) -> engine.Shift:
        """The engine's view of it."""
        return engine.Shift(self.day, self.starts_at, self.ends_at, self.pause)


class TimeOff(models.Model):
    """Time in which a therapist does not work, between two instants.

    Entered and shown in the zone of the therapist's main location.
    """

    therapist = models.ForeignKey(
        "therapists.Therapist",
        models.CASCADE,
        related_name="time_off",
        verbose_name=_("therapist"),
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason = models.CharField(
        _("reason"), max_length=120, blank=True, help_text=_("Only staff see it.")
    )

    class Meta:
        ordering = ["starts_at"]
        verbose_name = verbose_name_plural = _("time off")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="time_off_ends_after_it_starts",
                violation_error_message=_("The end must be after the start."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("{therapist}, from {day}").format(
            therapist=self.therapist, day=short_day(self.starts_at)
        )
