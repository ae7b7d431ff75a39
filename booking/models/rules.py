"""The clinic's booking rules, and the version of everything about its time."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class BookingRules(models.Model):
    """One row of rules that hold for every location."""

    horizon_days = models.PositiveSmallIntegerField(
        "bookable ahead, in days", default=60, validators=[MaxValueValidator(365)]
    )
    grid_minutes = models.PositiveSmallIntegerField(
        "a start every … minutes",
        default=15,
        choices=[(n, f"{n} minutes") for n in (5, 10, 15, 20, 30, 60)],
    )
    free_change_hours = models.PositiveSmallIntegerField(
        "free change or cancel until … hours before", default=24
    )
    late_fee_percent = models.PositiveSmallIntegerField(
        default=50, validators=[MaxValueValidator(100)]
    )
    intake_due_hours = models.PositiveSmallIntegerField(
        "health form due … hours before", default=12, validators=[MinValueValidator(1)]
    )
    minutes_between_places = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(600)],
        help_text=(
            "How long a therapist needs from one place to another. Hours at two places "
            "must leave at least so much between them."
        ),
    )
    default_treatment = models.ForeignKey(
        "booking.Treatment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="What a free time on the home page or a profile stands for.",
    )
    default_minutes = models.PositiveSmallIntegerField("its length", default=75)

    class Meta:
        verbose_name = verbose_name_plural = "booking rules"
        constraints = [
            models.CheckConstraint(
                condition=Q(grid_minutes__in=(5, 10, 15, 20, 30, 60)),
                name="grid_in_whole_ticks",
            ),
        ]

    def __str__(self):
        return "booking rules"


class ScheduleVersion(models.Model):
    """One row that changes with everything that decides who could work when.

    The name is random rather than counted, so that a restored backup can never
    meet a timetable that was remembered under the same name.
    """

    name = models.UUIDField(default=uuid.uuid4)

    def __str__(self):
        return str(self.name)
