"""Decide when messages about a visit are sent: at once, later, or no more.

Their words are in `client_kinds.py` and `reminder_kinds.py`, and are filled in when
they are sent."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from booking.availability import catalogue as catalogues
from booking.engine import deadlines
from booking.messages import notices
from booking.messages.contacts import place_for
from booking.models import Appointment
from booking.models.appointments import Status
from intake.models import Submission
from locations.formatting import clock, long_day, money, zone_name
from outbox import services as outbox
from outbox.models import Message

CONFIRMATION = "confirmation"
REQUESTED = "requested"
DECLINED = "declined"
MOVED = "moved"
CANCELLED = "cancelled"
ASKED_FIRST = "asked_first"
ADDRESS_LEFT = "address_left"
INTAKE_REQUEST = "intake_request"
REMINDERS = ("reminder_3_days", "reminder_24_hours")

# Messages that tell everything; planned ones stay unsent for a while after them.
TELL_ALL = (CONFIRMATION, MOVED)
QUIET = timedelta(hours=12)

# The intake form is asked for again a day before it is due.
ASK_BEFORE_DUE = timedelta(hours=24)


def form_due(submission: Submission | None, now: datetime) -> datetime | None:
    """When a missing intake form is due: before the next visit that needs it. None when
    it is in, or when no such visit is ahead."""
    if submission is None or submission.completed_at:
        return None
    coming = submission.appointments.booked().filter(starts_at__gt=now)
    first = coming.order_by("starts_at").first()
    if first is None:
        return None
    return deadlines.form_due(
        first.starts_at, catalogues.current().rules.intake_due_hours
    )


def send_booked(appointment: Appointment, now: datetime) -> None:
    """Confirm a visit, and plan the messages before it."""
    outbox.post(
        _letter(CONFIRMATION, appointment, now),
        *_planned(appointment, now),
        *notices.of_visit(appointment, now),
    )


def send_requested(appointment: Appointment, now: datetime) -> None:
    """Say that a request has arrived, and what happens next."""
    outbox.post(
        _letter(REQUESTED, appointment, now),
        *notices.of_request(appointment, now),
    )


def send_declined(appointment: Appointment, now: datetime) -> None:
    """Tell the client that a request was declined."""
    outbox.post(_letter(DECLINED, appointment, now))


def send_moved(appointment: Appointment, now: datetime) -> None:
    """Confirm the new time, and plan the messages before it anew."""
    moves = appointment.history.filter(verb="moved")
    _withdraw_planned(appointment)
    outbox.post(
        _letter(MOVED, appointment, now, reference=moves.latest("pk").pk),
        *_planned(appointment, now),
        *notices.of_visit(appointment, now),
    )


def send_cancelled(appointment: Appointment, now: datetime) -> None:
    """Confirm that a visit is cancelled, with the fee if there is one."""
    _withdraw_planned(appointment)
    outbox.post(
        _letter(CANCELLED, appointment, now), *notices.of_visit(appointment, now)
    )


def send_asked_first(appointment: Appointment, now: datetime) -> None:
    """Say that a visit waits for a call, and what happens next."""
    _withdraw_planned(appointment)
    outbox.post(
        _letter(ASKED_FIRST, appointment, now), *notices.of_visit(appointment, now)
    )


def send_address_changed(appointment: Appointment, was: str, now: datetime) -> None:
    """Tell the old address that messages about a visit go to another one from now on,
    and send the new one what it has missed."""
    is_request = appointment.status == Status.REQUESTED
    outbox.post(
        _letter(ADDRESS_LEFT, appointment, now, to=was),
        _letter(REQUESTED if is_request else CONFIRMATION, appointment, now),
    )


def tell_staff_to_call(now: datetime) -> None:
    """Tell the clinic that a client must be called; the admin says who and why."""
    outbox.post(*notices.of_call(now))


def _letter(kind: str, appointment: Appointment, now: datetime, **more: Any) -> Message:
    return outbox.letter(kind=kind, about=appointment.pk, now=now, **more)


def _planned(appointment: Appointment, now: datetime) -> list[Message]:
    """Reminders and the request for the intake form, unless the message that is sent
    now says the same: a visit on short notice gets only that one."""
    planned = deadlines.reminders(appointment.starts_at, now)
    due = form_due(appointment.form, now)
    if due:
        planned.append((INTAKE_REQUEST, due - ASK_BEFORE_DUE))
    return [
        _letter(kind, appointment, now, due_at=due_at)
        for kind, due_at in planned
        if due_at >= now + QUIET
    ]


def _withdraw_planned(appointment: Appointment) -> None:
    outbox.withdraw(about=appointment.pk, kinds=[*REMINDERS, INTAKE_REQUEST])


def facts(appointment: Appointment, place: str = "") -> list[tuple[str, str]]:
    """The rows that every message and page prints: when, where, with whom. `place`
    replaces the full address."""
    start, end = appointment.local_start, appointment.local_end
    return [
        (
            _("When"),
            _("{day}, {start} to {stop} ({zone})").format(
                day=long_day(start),
                start=clock(start),
                stop=clock(end),
                zone=zone_name(start),
            ),
        ),
        (_("Where"), place or place_for(appointment)),
        (_("With"), appointment.therapist.name),
        (_("Price"), money(appointment.price_cents, appointment.currency)),
        (_("Reference"), appointment.reference),
    ]
