"""The clinic's booking rules, and the version of everything about its time."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class UnprovenFollowUp(models.TextChoices):
    """What to do with a follow-up treatment that is booked without proof of e-mail."""

    VISIT = "visit", _("a visit; the team sees that it is not proven")
    REQUEST = "request", _("a request that the team answers")
    REFUSED = "refused", _("refused until they prove it")


class BookingRules(models.Model):
    """One row of rules that hold for every location."""

    horizon_days = models.PositiveSmallIntegerField(
        _("bookable ahead, in days"), default=60, validators=[MaxValueValidator(365)]
    )
    grid_minutes = models.PositiveSmallIntegerField(
        _("a start every … minutes"),
        default=15,
        choices=[
            (n, format_lazy(_("{n} minutes"), n=n)) for n in (5, 10, 15, 20, 30, 60)
        ],
    )
    free_change_hours = models.PositiveSmallIntegerField(
        _("free change or cancel until … hours before"), default=24
    )
    late_fee_percent = models.PositiveSmallIntegerField(
        # xgettext:no-python-format
        _("later, a cancellation costs … % of the price"),
        default=50,
        validators=[MaxValueValidator(100)],
    )
    waives_first_late = models.BooleanField(
        _("the first late cancellation in 12 months is free"), default=True
    )
    intake_due_hours = models.PositiveSmallIntegerField(
        _("health form due … hours before"),
        default=12,
        validators=[MinValueValidator(1)],
    )
    least_age = models.PositiveSmallIntegerField(
        _("youngest age"), default=14, help_text=_("In years.")
    )
    least_pregnancy_week = models.PositiveSmallIntegerField(
        _("pregnant clients from week …"),
        default=13,
        help_text=_(
            "What the health form tells of an earlier week makes the visit a "
            "request, and the team calls."
        ),
    )
    safety_check_days = models.PositiveSmallIntegerField(
        _("the seven statements are asked again after … days"),
        default=365,
        help_text=_(
            "Before that, clients who have proven who they are only say whether "
            "anything has changed."
        ),
    )
    unproven_follow_up = models.CharField(
        _("a treatment for people who have been here, booked without proof, is"),
        max_length=8,
        choices=UnprovenFollowUp,
        default=UnprovenFollowUp.VISIT,
    )
    open_visits_per_browser = models.PositiveSmallIntegerField(
        _("visits ahead, from one browser"),
        default=5,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Clients who prove their e-mail address by a mailed code are not counted."
        ),
    )
    unproven_visits_per_contact = models.PositiveSmallIntegerField(
        _("unproven visits ahead, for one phone number or e-mail address"),
        default=3,
        validators=[MinValueValidator(1)],
    )
    bookings_per_network = models.PositiveSmallIntegerField(
        _("bookings in 24 hours, from one network address"),
        default=20,
        validators=[MinValueValidator(1)],
    )
    minutes_between_places = models.PositiveSmallIntegerField(
        _("minutes between places"),
        default=0,
        validators=[MaxValueValidator(600)],
        help_text=_(
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
        help_text=_("What a free time on the home page or a profile stands for."),
        verbose_name=_("default treatment"),
    )
    default_minutes = models.PositiveSmallIntegerField(
        _("its length, in minutes"), default=75
    )

    class Meta:
        verbose_name = verbose_name_plural = _("booking rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(grid_minutes__in=(5, 10, 15, 20, 30, 60)),
                name="grid_in_whole_ticks",
            ),
        ]

    def __str__(self):
        return str(_("booking rules"))


class ScheduleVersion(models.Model):
    """One row that changes whenever working hours or anything else about openings does.

    The name is random rather than counted, so that a restored backup can never
    meet a timetable that was remembered under the same name.
    """

    name = models.UUIDField(default=uuid.uuid4)

    def __str__(self):
        return str(self.name)
