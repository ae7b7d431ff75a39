"""Turn a held time into a visit, or into a request that staff must answer."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db import transaction

from booking import catalogue as catalogues
from booking import messages
from booking.engine import deadlines, wall_clock
from booking.engine.ticks import next_tick
from booking.engine.timetable import around
from booking.models import Appointment, Occupancy
from booking.models.appointments import Status
from booking.refusals import AlreadyChanged, HoldExpired, Refused
from booking.services import care_team, history, locks, time_keeping
from booking.services.claiming import claim, new_appointment
from clients import services as clients
from clinic.models import OneTimeKey
from intake import services as intake
from intake.levels import Level, needs_a_call


@dataclass(frozen=True)
class Contact:
    """Who books: what the details page asks for."""

    name: str
    email: str
    phone: str
    address: str = ""
    floor: str = ""
    has_elevator: bool | None = None


@dataclass(frozen=True)
class Safety:
    """What was answered in the safety check, and how serious that is."""

    answers: dict
    level: Level


@transaction.atomic
def book(*, draft, contact, safety, now):
    """Book what a draft holds; a repeated press finds what the first one booked.

    With “doctor first” the visit becomes a request, which keeps its time until staff
    have called, at most one working day. An emergency books nothing. Raises
    HoldExpired when the time was not kept any more.
    """
    if draft.appointment is None:
        raise HoldExpired
    locks.lock(time_keeping.resources_of([draft.appointment]))
    earlier = _made_with(draft.one_time_key)
    if earlier:
        return earlier
    return _settle(draft.appointment, contact, safety, draft.one_time_key, now)


def book_by_phone(*, choice, start, contact, safety, by, key, now):
    """Book for a client on the phone, to whom staff have read the safety question.

    Ignores notice, horizon and grid, nothing else. A repeated press finds what the
    first one booked.
    """
    with time_keeping.guarded(), transaction.atomic():
        try:
            claimed = claim(choice=choice, start=start, now=now, by_staff=True)
        except Refused:
            if _made_with(key) is None:
                raise
        earlier = _made_with(key)
        if earlier:
            return earlier
        held = new_appointment(
            claimed, status=Status.HELD, now=now, expires_at=deadlines.hold_until(now)
        )
        return _settle(held, contact, safety, key, now, by=by)


def _settle(held, contact, safety, key, now, by=None):
    """Give a held time to a client, with all that goes with it."""
    if safety.level == Level.EMERGENCY:
        raise AlreadyChanged
    requested = needs_a_call(safety.level)
    client = clients.find_or_add(**asdict(contact), now=now)
    changes = {
        "client": client,
        "safety_check": intake.record_safety_check(
            answers=safety.answers, level=safety.level, now=now, read_out_by=by
        ),
        "submission": _submission(held, client, now),
        "booked_at": now,
        "expires_at": _answer_due(held, now) if requested else None,
    }
    after = Status.REQUESTED if requested else Status.BOOKED
    live = Appointment.objects.filter(
        pk=held.pk, status=Status.HELD, expires_at__gte=now
    )
    if not live.update(status=after, **changes):
        raise HoldExpired
    Occupancy.objects.filter(appointment=held).update(held_until=None)
    OneTimeKey.objects.create(key=key, outcome=str(held.pk), created_at=now)
    appointment = Appointment.objects.with_people().get(pk=held.pk)
    care_team.join(appointment)
    history.note(appointment, str(after), now=now, by=by)
    messages.send_requested(appointment, now) if requested else messages.send_booked(
        appointment, now
    )
    return appointment


def _made_with(key):
    """The appointment that an earlier copy of the same form booked, or None."""
    outcome = OneTimeKey.objects.outcome_of(key)
    return Appointment.objects.with_people().get(pk=outcome) if outcome else None


def _submission(held, client, now):
    rules = catalogues.current().rules
    return intake.prepare(
        client=client,
        due_at=deadlines.form_due(held.starts_at, rules.intake_due_hours),
        reader=held.therapist.user,
        now=now,
    )


def _answer_due(held, now):
    """One working day of the location, and never later than the visit."""
    table = catalogues.current().timetable
    place = table.places[held.location_id]
    today = wall_clock.local_date(next_tick(now), place.zone)
    window = around(today, today + timedelta(days=14), [place.zone])
    return deadlines.answer_due(
        now, held.starts_at, table.open_stretches(place.id, window)
    )
