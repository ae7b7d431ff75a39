"""When therapists work: weekly hours, single shifts, time off."""

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey

from clinic import frame
from clinic.models.locations import Weekday, five_minutes
from clinic.wording import long_day


def _in_order(name):
    """Start, break and end of a stretch of work follow one another."""
    ordered = Q(starts_at__lt=F("ends_at"))
    without_break = Q(break_starts_at__isnull=True, break_ends_at__isnull=True)
    with_break = Q(
        starts_at__lte=F("break_starts_at"),
        break_starts_at__lt=F("break_ends_at"),
        break_ends_at__lte=F("ends_at"),
    )
    return models.CheckConstraint(
        condition=ordered & (without_break | with_break),
        name=name,
        violation_error_message="Start, break and end must follow one another.",
    )


class StretchOfWork(models.Model):
    """Wall-clock times at a location, with one break if need be."""

    location = models.ForeignKey("clinic.Location", models.PROTECT, related_name="+")
    starts_at = models.TimeField("from", validators=[five_minutes])
    ends_at = models.TimeField("until", validators=[five_minutes])
    break_starts_at = models.TimeField(
        "break from", null=True, blank=True, validators=[five_minutes]
    )
    break_ends_at = models.TimeField(
        "break until", null=True, blank=True, validators=[five_minutes]
    )

    class Meta:
        abstract = True

    @property
    def pause(self):
        """The break as a pair, or None."""
        return (
            (self.break_starts_at, self.break_ends_at) if self.break_starts_at else None
        )


class WorkingHoursQuerySet(models.QuerySet):
    def from_now_on(self):
        """Those that are valid today or later, with where and who."""
        today = frame.today()
        lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
        return self.filter(lasting).select_related("location", "therapist")


class WorkingHours(StretchOfWork):
    """A stretch of work that comes back every week, while it is valid."""

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
            _in_order("working_hours_in_order"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="working_hours_valid_in_order",
                violation_error_message="The last day must not be before the first.",
            ),
        ]

    def __str__(self):
        return f"{self.therapist}, {self.get_weekday_display()} {self.starts_at:%H:%M}"

    @property
    def validity(self):
        """From and until when, in words; empty when it goes on and on."""
        today = frame.today()
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
        constraints = [_in_order("shift_in_order")]

    def __str__(self):
        return f"{self.therapist}, {self.day:%b %-d} {self.starts_at:%H:%M}"


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

    def __str__(self):
        return f"{self.therapist}, from {self.starts_at:%b %-d}"
