"""Turn a held time into a visit, or into a request that staff must answer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from booking.availability import catalogue as catalogues
from booking.availability.catalogue import Catalogue
from booking.availability.selection import Choice
from booking.engine import deadlines
from booking.engine.ticks import Tick
from booking.exceptions import (
    AlreadyChanged,
    HoldExpired,
    NeedsProof,
    Refused,
    TooSoonToAsk,
)
from booking.messages import planning
from booking.models import Appointment, BookingRules, Draft, Occupancy
from booking.models.appointments import AppointmentQuerySet, Status
from booking.models.rules import UnprovenFollowUp
from booking.policies import statements, suitability
from booking.services import (
    allowance,
    answering,
    care_team,
    health_form,
    history,
    locks,
    occupancy,
    person,
    requests,
)
from booking.services.allowance import Origin
from booking.services.claiming import claim, new_appointment, refuse_unfit
from clients.contact import Contact
from clients.models import Client
from clients.proof import Proof
from intake import services as intake
from intake.levels import Level, needs_a_call
from web.models import OneTimeKey


@dataclass(frozen=True)
class Safety:
    """The answers of the safety check, and their level."""

    answers: Mapping[str, object]
    level: Level


def book(
    *,
    draft: Draft,
    contact: Contact,
    safety: Safety,
    now: datetime,
    proof: Proof | None = None,
) -> Appointment:
    """Book the time a draft holds; a repeated press finds what the first one booked.

    `proof` is what this browser has proven. At level “doctor first” the visit becomes a
    request, which keeps its time until staff have called, at most one working day. At
    level “emergency” nothing is booked. Raises the Refused that says why it cannot be
    booked.
    """
    origin = Origin(draft.browser, draft.network)
    with transaction.atomic():
        allowance.lock(origin, contact, now)
        person.lock_person(proof)
        draft = Draft.objects.select_related("appointment").get(pk=draft.pk)
        if draft.appointment is None:
            raise HoldExpired
        locks.lock(locks.resources_of([draft.appointment]))
        earlier = _made_with(draft.one_time_key)
        if earlier:
            return earlier
        held = _with_everybody().get(pk=draft.appointment.pk)
        _refuse_over(held, now)
        catalogue = catalogues.current()
        rules = catalogue.rules
        refuse_unfit(held, catalogue)
        is_proven = person.covers(proof, contact)
        if not statements.suffices(safety.answers, proof, contact, rules, now):
            raise AlreadyChanged
        if not is_proven:
            allowance.refuse_many(origin, contact, rules, now)
        client = person.file_for(contact, proof, now)
        person.refuse_two_places(
            held,
            contact,
            now,
            client=client if is_proven else None,
            browser=origin.browser,
        )
        asks = _is_asked_first(held, is_proven, catalogue)
        key = draft.one_time_key
        visit = _settle(
            held, client, contact, safety, key, now, origin, rules, asks=asks
        )
        _weigh_earlier_answers(visit, rules, now)
        return visit


def book_by_phone(
    *,
    choice: Choice,
    start: Tick,
    contact: Contact,
    safety: Safety,
    by: User | None,
    key: UUID,
    now: datetime,
    client: Client | None = None,
) -> Appointment:
    """Book for a caller to whom staff have read the safety question.

    `client` is the known person whom staff have found; without one, a new file is made.
    Ignores notice, horizon and grid, nothing else. A repeated press finds what the
    first one booked. Raises SamePerson when the client has another visit then.
    """
    with occupancy.guarded(), transaction.atomic():
        if client:
            client = type(client).objects.select_for_update().get(pk=client.head_id)
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
        person.refuse_two_places_by_phone(held, contact, now, client=client)
        client = client or person.file_for(contact, None, now)
        rules, nowhere = catalogues.current().rules, Origin("", "")
        return _settle(held, client, contact, safety, key, now, nowhere, rules, by=by)


def _refuse_over(held: Appointment, now: datetime) -> None:
    if held.status != Status.HELD or not deadlines.is_live(held.expires_at, now):
        raise HoldExpired


def _is_asked_first(held: Appointment, is_proven: bool, catalogue: Catalogue) -> bool:
    """Whether an unproven follow-up becomes a request, by the clinic's rule."""
    rules = catalogue.rules
    offer = catalogue.offers.get(held.treatment.slug)
    length = offer.lengths.get(held.minutes) if offer else None
    if is_proven or length is None or length.for_new_clients:
        return False
    if rules.unproven_follow_up == UnprovenFollowUp.REFUSED:
        raise NeedsProof
    return rules.unproven_follow_up == UnprovenFollowUp.REQUEST


def _weigh_earlier_answers(
    visit: Appointment, rules: BookingRules, now: datetime
) -> None:
    """Ask first about a visit that does not suit the form its client filled in before.

    Later pages of the form are weighed as they are saved.
    """
    form = visit.form
    if form is None or not form.saved_pages or visit.status != Status.BOOKED:
        return
    if suitability.concerns(visit, form.answers, rules):
        requests.ask_first(appointment=visit, now=now)
        visit.refresh_from_db()


def _settle(
    held: Appointment,
    client: Client,
    contact: Contact,
    safety: Safety,
    key: UUID,
    now: datetime,
    origin: Origin,
    rules: BookingRules,
    *,
    by: User | None = None,
    asks: bool = False,
) -> Appointment:
    """Give a held time to a client, with everything that follows from booking it."""
    if safety.level == Level.EMERGENCY:
        raise AlreadyChanged
    doctor_first = needs_a_call(safety.level)
    if doctor_first and by is None and not answering.can_be_asked(held, now):
        raise TooSoonToAsk
    requested = doctor_first or asks
    changes = {
        **asdict(contact),
        "client": client,
        "browser": origin.browser,
        "network": origin.network,
        "safety_check": intake.record_safety_check(
            answers=safety.answers, level=safety.level, now=now, read_out_by=by
        ),
        "submission": health_form.prepare(held, client, rules, now),
        "booked_at": now,
        "expires_at": answering.answer_due(held, now) if requested else None,
    }
    after = Status.REQUESTED if requested else Status.BOOKED
    live = Appointment.objects.filter(
        pk=held.pk, status=Status.HELD, expires_at__gte=now
    )
    if not live.update(status=after, **changes):
        raise HoldExpired
    Occupancy.objects.filter(appointment=held).update(held_until=None)
    OneTimeKey.objects.create(key=key, outcome=str(held.pk), created_at=now)
    for name, value in {"status": after, **changes}.items():
        setattr(held, name, value)
    care_team.join(held)
    history.note(held, str(after), now=now, by=by)
    send = planning.send_requested if requested else planning.send_booked
    send(held, now)
    return held


def _with_everybody() -> AppointmentQuerySet:
    """Appointments with all rows that a booking reads, which saves asking for each."""
    return Appointment.objects.with_people().select_related("therapist__user")


def _made_with(key: UUID) -> Appointment | None:
    """The appointment that an earlier submission of the same form booked, or None."""
    outcome = OneTimeKey.objects.outcome_of(key)
    return Appointment.objects.with_people().get(pk=outcome) if outcome else None
