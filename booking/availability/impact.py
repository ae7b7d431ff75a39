"""Find the visits and events that a change of the schedule leaves without a time.

Availability has only one rule: the engine says whether each visit lies in working
time. A change hits the visits that fit before it and do not fit after it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from booking.availability import catalogue as catalogues
from booking.availability.catalogue import Catalogue
from booking.engine.fitting import Misfit, event_misfit, misfit
from booking.engine.ids import LocationId, RoomId, TherapistId
from booking.engine.ticks import Span, next_tick, shifted, tick_of, ticks_in
from booking.engine.wall_clock import DAY
from booking.models import Appointment, Resource
from booking.models.appointments import Status
from locations import event_dates
from locations.event_dates import EventDate

# Visits that still need their time; those over, cancelled or declined do not.
STANDING = (Status.REQUESTED, Status.BOOKED, Status.ARRIVED, Status.IN_PROGRESS)

# The columns of a visit that this module reads.
ASKED = (
    "starts_at",
    "ends_at",
    "setup_minutes",
    "cleanup_minutes",
    "travel_minutes",
    "therapist_id",
    "location_id",
    "room_id",
    "treatment_id",
)

WORDS = {
    Misfit.TAKES_NO_BOOKINGS: _("{therapist} takes no bookings"),
    Misfit.AFTER_LAST_DAY: _("{therapist} will have left"),
    Misfit.AWAY: _("{therapist} is away"),
    Misfit.CLOSED: _("{place} is closed"),
    Misfit.NOT_OPEN: _("{place} is not open then"),
    Misfit.NOT_WORKING: _("{therapist} does not work then"),
    Misfit.ROOM_OUT_OF_USE: _("{room} is out of use"),
    Misfit.NOT_GIVEN_THERE: _("{treatment} is not given in {room} any more"),
    Misfit.NOT_GIVEN_BY: _("{therapist} does not give {treatment} any more"),
}

# Cached for one version of the schedule and of all booked time.
_ends_of_unfit: dict[tuple[UUID, int], list[datetime]] = {}


@dataclass(frozen=True)
class Plans:
    """What is due to take place: visits, requests, live holds, event dates."""

    visits: list[Appointment]
    events: list[EventDate]

    def unfit(self, catalogue: Catalogue) -> dict[UUID | EventDate, Misfit]:
        """The plans that have no time under a catalogue, with the reason for each."""
        found: dict[UUID | EventDate, Misfit | None]
        found = {visit.pk: why(visit, catalogue) for visit in self.visits}
        found |= {event: why_not_held(event, catalogue) for event in self.events}
        return {each: reason for each, reason in found.items() if reason}


def plans(now: datetime) -> Plans:
    """Everything that is due to take place from now on."""
    return Plans(list(planned(now)), list(event_dates.ahead(now)))


def planned(now: datetime) -> QuerySet[Appointment]:
    """Visits and requests that are not over, and holds that can still be confirmed."""
    live = Q(status=Status.HELD, expires_at__gte=now)
    return Appointment.objects.filter(
        Q(status__in=STANDING) | live,
        ends_at__gt=now,
        # No visit is longer than a day; this bounds the scan of the index.
        starts_at__gt=now - DAY,
    ).only(*ASKED)


def why(visit: Appointment, catalogue: Catalogue) -> Misfit | None:
    """Why a visit or a hold does not fit the catalogue; None when it fits."""
    before = visit.travel_minutes + visit.setup_minutes
    after = visit.cleanup_minutes + visit.travel_minutes
    taken = Span(
        shifted(tick_of(visit.starts_at), -ticks_in(before)),
        shifted(next_tick(visit.ends_at), ticks_in(after)),
    )
    therapist, place = TherapistId(visit.therapist_id), LocationId(visit.location_id)
    found = misfit(catalogue.timetable, therapist, place, taken)
    return found or _room_or_treatment(visit, catalogue)


def why_not_held(event: EventDate, catalogue: Catalogue) -> Misfit | None:
    """Why a date of an event does not fit the catalogue; None when it fits."""
    span = Span(tick_of(event.starts_at), next_tick(event.ends_at))
    host = None if event.host is None else TherapistId(event.host)
    return event_misfit(catalogue.timetable, host, LocationId(event.location), span)


def mark(visits: Iterable[Appointment], now: datetime) -> list[Appointment]:
    """Set the `misfit` of each visit that no longer fits to the reason in words."""
    catalogue = catalogues.current()
    marked = list(visits)
    for visit in marked:
        standing = visit.status in STANDING and visit.ends_at > now
        reason = why(visit, catalogue) if standing else None
        visit.misfit = in_words(reason, visit) if reason else ""
    return marked


def count(now: datetime) -> int:
    """How many visits have lost their time.

    Cached until the schedule or any booked time changes.
    """
    catalogue = catalogues.current()
    booked = Resource.objects.aggregate(versions=Sum("version"))["versions"]
    key = (catalogue.version, booked)
    ends = _ends_of_unfit.get(key)
    if ends is None:
        visits = planned(now).exclude(status=Status.HELD)
        ends = [visit.ends_at for visit in visits if why(visit, catalogue)]
        _ends_of_unfit.clear()
        _ends_of_unfit[key] = ends
    return sum(ends_at > now for ends_at in ends)


def forget() -> None:
    """Clear the cache; for tests, which roll their writes back."""
    _ends_of_unfit.clear()


def in_words(reason: Misfit, visit: Appointment) -> str:
    """The reason as staff read it."""
    return WORDS[reason].format(
        therapist=visit.therapist.short_name,
        place=visit.location.name,
        room=visit.room.name if visit.room else "",
        treatment=visit.treatment_name,
    )


def is_hit(appointment_id: UUID) -> bool:
    """Whether a visit has lost its time; its reminders wait while it has."""
    visit = Appointment.objects.filter(pk=appointment_id, status__in=STANDING).first()
    return bool(visit and why(visit, catalogues.current()))


def _room_or_treatment(visit: Appointment, catalogue: Catalogue) -> Misfit | None:
    """Whether the room is in use and the therapist still gives the treatment there.

    Clients who booked a treatment still get it after it has gone off offer.
    """
    room = visit.room_id and RoomId(visit.room_id)
    resource = room and catalogue.resource_of_room.get(room)
    if resource in catalogue.out_of_use:
        return Misfit.ROOM_OUT_OF_USE
    offer = catalogue.offer_of(visit.treatment_id)
    if offer is None:
        return None
    if resource and resource not in (
        offer.rooms.get(LocationId(visit.location_id)) or ()
    ):
        return Misfit.NOT_GIVEN_THERE
    return None if visit.therapist_id in offer.therapists else Misfit.NOT_GIVEN_BY
