"""Claim a start inside a transaction: lock its resources, check, allocate."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from booking.availability import catalogue as catalogues
from booking.availability import free_times, impact
from booking.availability.catalogue import Catalogue, Place
from booking.availability.occupancy import Lanes, taken_under_lock
from booking.availability.selection import Choice
from booking.engine import wall_clock
from booking.engine.ids import LocationId, RoomId, TherapistId
from booking.engine.openings import Allotment, Answer, window_of
from booking.engine.question import Question, Reason, Visit
from booking.engine.ticks import Span, Tick, instant_of, next_tick, shifted, ticks_in
from booking.exceptions import (
    AlreadyChanged,
    NotOffered,
    NotOnGrid,
    OutsideHours,
    TimePassed,
    TimeTaken,
    TooFar,
    TooSoon,
)
from booking.models import Appointment
from booking.models.appointments import Status, new_reference
from booking.services import locks, occupancy
from locations import site_context
from locations.translated import stored

# Out of 700 million references; with a million visits some are drawn twice.
DRAWS = 20

REFUSALS = {
    Reason.FULL: TimeTaken,
    Reason.TOO_SOON: TooSoon,
    Reason.TOO_FAR: TooFar,
    Reason.NOBODY_WORKS: OutsideHours,
    Reason.CLOSED: OutsideHours,
}


class Placement(TypedDict):
    """The columns of an appointment that moving it changes."""

    starts_at: datetime
    ends_at: datetime
    therapist_id: TherapistId
    location_id: LocationId
    room_id: RoomId | None


@dataclass(frozen=True)
class Claim:
    """A start that is ours until the transaction ends, with what it takes."""

    choice: Choice
    place: LocationId
    start: Tick
    therapist: TherapistId
    allocation: list[Allotment]

    @property
    def placement(self) -> Placement:
        """The claim as columns of an appointment."""
        rooms = self.choice.catalogue.rooms
        return {
            "starts_at": instant_of(self.start),
            "ends_at": instant_of(shifted(self.start, ticks_in(self.choice.minutes))),
            "therapist_id": self.therapist,
            "location_id": self.place,
            "room_id": next(
                (rooms[t.resource] for t in self.allocation if t.resource in rooms),
                None,
            ),
        }


def claim(
    *,
    choice: Choice,
    start: Tick,
    now: datetime,
    named: TherapistId | None = None,
    releasing: Appointment | None = None,
    by_staff: bool = False,
) -> Claim:
    """Claim a start, or raise the Refused that says why it is not available.

    `named` is the therapist whom the page showed when any will do; they keep their turn
    if still free. The time of the appointment `releasing` counts as free: the browser's
    own hold ends here; a visit that is being moved keeps its time until the caller
    swaps it.
    """
    place = choice.place
    if place is None or not choice.therapists() or not choice.places():
        raise NotOffered
    lanes = choice.resources()
    own = locks.resources_of([releasing]) if releasing else set()
    locks.lock(lanes.keys() | own)
    if catalogues.version() != choice.catalogue.version:
        raise AlreadyChanged
    asked = _question(choice, place, start, now, by_staff)
    if releasing and releasing.status == Status.HELD:
        # Read before the lock: if it has been booked since, its time stays taken.
        occupancy.expire_holds([releasing])
        releasing = None
    _take_over_expired(lanes, asked.visit, start, now)
    timetable = choice.catalogue.timetable
    window = window_of(asked, timetable)
    taken = taken_under_lock(
        lanes, window, look_past=releasing.pk if releasing else None
    )
    answer = Answer(asked, timetable, taken)
    therapist = _whose(answer, start, place.id, named, now)
    allocation = answer.allocation(start, place.id, therapist)
    return Claim(choice, place.id, start, therapist, allocation)


def new_appointment(
    claim: Claim, *, status: Status, now: datetime, expires_at: datetime
) -> Appointment:
    """Write the claimed visit, copy its terms of sale, and take its time."""
    offer, rules = claim.choice.offer, claim.choice.catalogue.rules
    appointment = Appointment.objects.create(
        status=status,
        reference=_free_reference(),
        **claim.placement,
        treatment_id=offer.id,
        treatment_name=stored(offer.row, "name"),
        minutes=claim.choice.minutes,
        setup_minutes=offer.setup_minutes,
        cleanup_minutes=offer.cleanup_minutes,
        travel_minutes=offer.travel_minutes,
        price_cents=claim.choice.length.price_cents,
        currency=site_context.current().clinic.currency,
        free_change_hours=rules.free_change_hours,
        late_fee_percent=rules.late_fee_percent,
        waives_first_late=rules.waives_first_late,
        created_at=now,
        expires_at=expires_at,
    )
    occupancy.occupy(appointment, claim.allocation)
    return appointment


def _free_reference() -> str:
    """A reference that no visit has yet."""
    for _ in range(DRAWS):
        drawn = new_reference()
        if not Appointment.objects.filter(reference=drawn).exists():
            return drawn
    raise AlreadyChanged


def refuse_unfit(held: Appointment, catalogue: Catalogue) -> None:
    """Raise OutsideHours when a held time no longer fits the present schedule.

    A closure, time off or shorter hours may have been added since. Callers hold the
    locks of its resources, which every change of the schedule takes as well.
    """
    if impact.why(held, catalogue):
        raise OutsideHours


def _question(
    choice: Choice, place: Place, start: Tick, now: datetime, by_staff: bool
) -> Question:
    day = wall_clock.local_date(start, place.zone)
    return free_times.question(choice, day, day, now, by_staff)


def _take_over_expired(lanes: Lanes, visit: Visit, start: Tick, now: datetime) -> None:
    span = Span(shifted(start, -visit.before), shifted(start, visit.after))
    expired = occupancy.expired_holds_on(lanes, span, now)
    if expired:
        occupancy.expire_holds(expired)


def _whose(
    answer: Answer,
    start: Tick,
    place: LocationId,
    named: TherapistId | None,
    now: datetime,
) -> TherapistId:
    free = answer.free_therapists(start, place)
    if free:
        return named if named in free else free[0]
    if start < next_tick(now):
        raise TimePassed
    if not answer.is_on_grid(start, place):
        raise NotOnGrid
    raise REFUSALS[answer.why_not(start, place)]
