"""Appointments in all their states, and their history."""

import secrets
import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from clients.models import ContactDetails
from intake.models import Submission
from locations.translated import stored

# Letters and digits that are not confused with one another on the phone.
REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """A short reference to read out on the phone, such as K7Q2MX."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(6))


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Every question asked of appointments, named once."""

    def booked(self) -> Self:
        return self.filter(status=Appointment.Status.BOOKED)

    def requested(self) -> Self:
        return self.filter(status=Appointment.Status.REQUESTED)

    def open(self, now: datetime) -> Self:
        """Visits and requests that are not over."""
        return self.filter(status__in=OPEN, ends_at__gt=now)

    def overlapping(self, start: datetime, stop: datetime) -> Self:
        """Appointments that overlap a half-open stretch of instants."""
        return self.filter(starts_at__lt=stop, ends_at__gt=start)

    def upcoming(self, now: datetime) -> Self:
        """Visits that staff prepare for: booked and not over."""
        return self.filter(status__in=AGREED, ends_at__gt=now).order_by("starts_at")

    def between(self, start: datetime, stop: datetime) -> Self:
        """Visits that begin in a half-open stretch of instants."""
        return self.filter(starts_at__gte=start, starts_at__lt=stop).order_by(
            "starts_at"
        )

    def on_the_books(self) -> Self:
        """Everything that staff lists show, past and cancelled included; no holds."""
        return self.exclude(
            status__in=[Appointment.Status.HELD, Appointment.Status.EXPIRED]
        )

    def with_people(self) -> Self:
        """Fetch everything that a line of a list prints."""
        return self.select_related(
            "client",
            "therapist",
            "location",
            "room",
            "submission__client",
            "treatment",
        )


class Appointment(ContactDetails):
    """A stretch of a therapist's time for one client, from hold to done.

    The terms of sale are copied here, so that later changes of a treatment or a rule do
    not rewrite old visits; so are the client's name and contact details as given for
    this visit. `browser` and `network` are keyed hashes of where it was booked, and are
    what limits count. Written only by `booking.services`.
    """

    class Status(models.TextChoices):
        HELD = "held", _("held")
        EXPIRED = "expired", _("expired")
        REQUESTED = "requested", _("requested")
        DECLINED = "declined", _("declined")
        BOOKED = "booked", _("booked")
        ARRIVED = "arrived", _("arrived")
        IN_PROGRESS = "in_progress", _("in progress")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")
        NO_SHOW = "no_show", _("no-show")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=6, unique=True, default=new_reference)
    status = models.CharField(_("status"), max_length=12, choices=Status)
    expires_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("Until when a hold or a request keeps its time."),
    )
    extensions = models.PositiveSmallIntegerField(default=0)

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    therapist = models.ForeignKey(
        "therapists.Therapist",
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("therapist"),
    )
    location = models.ForeignKey(
        "locations.Location",
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("location"),
    )
    room = models.ForeignKey(
        "booking.Room",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
    )
    client = models.ForeignKey(
        "clients.Client",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
    )
    safety_check = models.ForeignKey(
        "intake.SafetyCheck", models.PROTECT, null=True, blank=True, related_name="+"
    )
    submission = models.ForeignKey(
        "intake.Submission",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
    )

    treatment = models.ForeignKey(
        "booking.Treatment",
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("treatment"),
    )
    treatment_name = models.CharField(_("treatment name"), max_length=80)
    minutes = models.PositiveSmallIntegerField()
    setup_minutes = models.PositiveSmallIntegerField(default=0)
    cleanup_minutes = models.PositiveSmallIntegerField(default=0)
    travel_minutes = models.PositiveSmallIntegerField(default=0)
    price_cents = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    free_change_hours = models.PositiveSmallIntegerField()
    late_fee_percent = models.PositiveSmallIntegerField()
    waives_first_late = models.BooleanField(default=True)

    sequence = models.PositiveIntegerField(
        default=0, help_text=_("Rises with every change; calendars need it.")
    )
    browser = models.CharField(max_length=64, blank=True)
    network = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    # Why the visit no longer fits, in words; set only by `availability.impact`.
    misfit: str

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at"]
        permissions = [
            ("visits_own", gettext_noop("Visits: see and mark own ones")),
            ("visits_any", gettext_noop("Visits: keep the books of every therapist")),
        ]
        indexes = [
            models.Index(fields=["starts_at", "status"], name="appointments_by_day"),
            models.Index(
                fields=["therapist", "starts_at"], name="appointments_of_therapist"
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(status__in=["held", "requested"]),
                name="appointments_that_expire",
            ),
            models.Index(
                fields=["browser", "ends_at"],
                condition=~Q(browser=""),
                name="appointments_of_a_browser",
            ),
            models.Index(
                fields=["network", "booked_at"],
                condition=~Q(network=""),
                name="appointments_of_a_network",
            ),
            models.Index(fields=["phone", "ends_at"], name="appointments_of_a_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="appointment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(client__isnull=False) | Q(status__in=["held", "expired"]),
                name="only_a_hold_has_no_client",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=False)
                | ~Q(status__in=["held", "requested"]),
                name="what_waits_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.treatment_name}"

    @property
    def form(self) -> Submission | None:
        """The visit's intake form; None when the form belongs to another person, whose
        file has been separated from this one."""
        form, client = self.submission, self.client
        if form is None or client is None:
            return None
        return form if form.client.head_id == client.head_id else None

    @property
    def treatment_in_words(self) -> str:
        """What was sold, in the reader's language while the treatment is called so."""
        is_called_so = stored(self.treatment, "name") == self.treatment_name
        return self.treatment.name if is_called_so else self.treatment_name

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(self.location.zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.location.zone)

    @property
    def late_fee_cents(self) -> int:
        """What a late change or cancellation costs, in cents."""
        return self.price_cents * self.late_fee_percent // 100


Status = Appointment.Status

# Booking, moving, cancelling and marking visits; answering requests and calls: the kind
# of permission that `clients.access` is asked about.
VISITS = "booking.visits"

# States that own their time: these have occupancies and ticks.
OWNS_TIME = (
    Status.HELD,
    Status.REQUESTED,
    Status.BOOKED,
    Status.ARRIVED,
    Status.IN_PROGRESS,
)

# States in which a client is expected, or may be.
OPEN = (Status.REQUESTED, Status.BOOKED, Status.ARRIVED, Status.IN_PROGRESS)

# States on which client and clinic have agreed.
AGREED = (Status.BOOKED, Status.ARRIVED, Status.IN_PROGRESS, Status.DONE)


# What staff read for the verb of an entry.
VERBS = {
    "requested": _("requested"),
    "booked": _("booked"),
    "accepted": _("accepted"),
    "declined": _("declined"),
    "asked first": _("asked first"),
    "moved": _("moved"),
    "contact changed": _("contact changed"),
    "cancelled": _("cancelled"),
    "arrived": _("arrived"),
    "in_progress": _("in_progress"),
    "done": _("done"),
    "no_show": _("no_show"),
}


class HistoryEntry(models.Model):
    """One line of an appointment's history. `by` is empty for the client."""

    appointment = models.ForeignKey(Appointment, models.CASCADE, related_name="history")
    verb = models.CharField(max_length=20)
    details = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M}"

    @property
    def what(self) -> str:
        """What happened, in words."""
        return str(VERBS.get(self.verb, self.verb))
