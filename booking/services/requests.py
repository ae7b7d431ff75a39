"""Requests that wait for a call: accept, decline, make anew, and note the call."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from booking.engine import deadlines
from booking.exceptions import AlreadyChanged, TimePassed
from booking.messages import planning
from booking.models import Appointment, CallRequest
from booking.models.appointments import Status
from booking.services import answering, care_team, history, locks, occupancy
from intake.levels import Level, strictest

ASKED_FIRST = "asked first"


@transaction.atomic
def accept(*, appointment: Appointment, by: User, now: datetime) -> Appointment:
    """Turn a request into a visit, after staff have spoken with the client.

    Raises TimePassed when the visit would have begun already.
    """
    appointment = locks.lock_visit(appointment)
    if deadlines.has_begun(appointment.starts_at, now):
        raise TimePassed
    accepted = occupancy.swap(
        appointment,
        before=[Status.REQUESTED],
        after=Status.BOOKED,
        expires_at=None,
        sequence=F("sequence") + 1,
    )
    if not accepted:
        raise AlreadyChanged
    appointment = Appointment.objects.with_people().get(pk=appointment.pk)
    history.note(appointment, "accepted", now=now, by=by)
    planning.send_booked(appointment, now)
    return appointment


@transaction.atomic
def ask_first(*, appointment: Appointment, now: datetime) -> bool:
    """Turn a visit back into a request because of what its client told us later.

    Its time stays taken until staff have called. A visit too near for a call in time
    stays a visit. Staff call either way. Returns whether anything changed: a second
    time does nothing.
    """
    appointment = locks.lock_visit(appointment)
    if appointment.history.filter(verb=ASKED_FIRST).exists():
        return False
    history.note(appointment, ASKED_FIRST, now=now)
    if answering.can_be_asked(appointment, now):
        _back_to_request(appointment, now)
    ask_for_a_call(
        name=appointment.name,
        phone=appointment.phone,
        level=Level.DOCTOR_FIRST,
        appointment=appointment,
        now=now,
    )
    return True


def _back_to_request(appointment: Appointment, now: datetime) -> None:
    asked = occupancy.swap(
        appointment,
        before=[Status.BOOKED],
        after=Status.REQUESTED,
        expires_at=answering.answer_due(appointment, now),
        sequence=F("sequence") + 1,
    )
    if asked:
        appointment.refresh_from_db()
        planning.send_asked_first(appointment, now)


@transaction.atomic
def decline(
    *, appointment: Appointment, now: datetime, by: User | None = None
) -> Appointment:
    """Turn a request down and free its time; `by` is None when nobody answered it."""
    appointment = locks.lock_visit(appointment)
    declined = occupancy.swap(
        appointment,
        before=[Status.REQUESTED],
        after=Status.DECLINED,
        expires_at=None,
        sequence=F("sequence") + 1,
    )
    if not declined:
        raise AlreadyChanged
    occupancy.free([appointment])
    appointment = Appointment.objects.with_people().get(pk=appointment.pk)
    care_team.leave(appointment)
    history.note(appointment, "declined", now=now, by=by)
    planning.send_declined(appointment, now)
    return appointment


@transaction.atomic
def ask_for_a_call(
    *,
    name: str,
    phone: str,
    level: str,
    now: datetime,
    appointment: Appointment | None = None,
    topic: str = "",
) -> CallRequest:
    """Put a client on the call list; once while they wait, at the most urgent level.

    `topic` is what to tell them, when a message would have told it.
    """
    open_calls = CallRequest.objects.open()
    same = {"name": name, "phone": phone, "topic": topic, "appointment": appointment}
    waiting = open_calls.filter(**same).first()
    if waiting is None:
        waiting = CallRequest.objects.create(**same, level=level, made_at=now)
    else:
        waiting.level = strictest([Level(waiting.level), Level(level)])
        waiting.save(update_fields=["level"])
    planning.tell_staff_to_call(now)
    return waiting


def note_call(*, call: CallRequest, by: User, now: datetime) -> int:
    """Note that staff have called."""
    return (
        CallRequest.objects.open()
        .filter(pk=call.pk)
        .update(called_at=now, called_by=by)
    )
