"""The clinic's schedule as values: who offers what, where and when.

Each process reads it once per schedule version. Every write that could change it goes
through `booking.services.schedule_change`, which renames the version.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from booking.availability import launch
from booking.engine import timetable as engine
from booking.engine.ids import LocationId, ResourceId, RoomId, TherapistId
from booking.engine.question import Visit
from booking.engine.ticks import Span, next_tick, tick_of, ticks_in
from booking.exceptions import NotOpenYet
from booking.models import (
    BookingRules,
    Resource,
    Room,
    ScheduleVersion,
    Shift,
    TimeOff,
    Treatment,
    WorkingHours,
)
from locations.models import Closure, Location
from locations.models.locations import plain_code
from locations.translated import stored
from therapists.models import Therapist


@dataclass(frozen=True)
class Length:
    minutes: int
    price_cents: int
    for_new_clients: bool


@dataclass(frozen=True)
class Offer:
    """A treatment that can be booked: its lengths, buffers, rooms and therapists.

    `row` has its words, in the language of whoever reads them. `rooms` lists, for each
    location that can host it, its rooms' resources in the order in which they are
    filled; None where no room is needed.
    """

    id: int
    slug: str
    row: Treatment
    is_home_visit: bool
    lengths: dict[int, Length]
    setup_minutes: int
    cleanup_minutes: int
    travel_minutes: int
    therapists: tuple[TherapistId, ...]
    rooms: dict[LocationId, tuple[ResourceId, ...] | None]

    def visit(self, minutes: int) -> Visit:
        """The engine's view of one length."""
        return Visit(
            length=ticks_in(minutes),
            setup=ticks_in(self.setup_minutes),
            cleanup=ticks_in(self.cleanup_minutes),
            travel=ticks_in(self.travel_minutes),
            rooms=self.rooms,
        )

    @property
    def name(self) -> str:
        return str(self.row.name)

    @property
    def summary(self) -> str:
        return str(self.row.summary)

    @property
    def lengths_for_new(self) -> list[Length]:
        return [length for length in self.lengths.values() if length.for_new_clients]


@dataclass(frozen=True)
class Place:
    """A location; `row` has its words, in the language of whoever reads them."""

    id: LocationId
    slug: str
    row: Location
    zone: ZoneInfo
    visits_homes: bool
    served: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return str(self.row.name)

    @property
    def access(self) -> str:
        return str(self.row.access)

    def serves(self, postal_code: str) -> bool:
        """Whether home visits reach a postal code; all do if the clinic lists none."""
        code = plain_code(postal_code)
        return not self.served or any(code.startswith(each) for each in self.served)


@dataclass(frozen=True)
class Person:
    id: TherapistId
    slug: str
    name: str
    short_name: str
    treats: frozenset[str]


@dataclass(frozen=True)
class Catalogue:
    """Everything about the clinic that stays the same from booking to booking.

    `out_of_use` are the resources of rooms that cannot be used, `lanes` is the number
    of lanes of each resource, and `is_open` says whether clients can book yet.
    """

    version: UUID
    timetable: engine.Timetable
    offers: dict[str, Offer]
    places: dict[LocationId, Place]
    people: dict[TherapistId, Person]
    rooms: dict[ResourceId, RoomId]
    out_of_use: frozenset[ResourceId]
    lanes: dict[ResourceId, int]
    rules: BookingRules
    is_open: bool

    def place(self, slug: str) -> Place | None:
        return next(
            (place for place in self.places.values() if place.slug == slug), None
        )

    def person(self, slug: str) -> Person | None:
        return next(
            (person for person in self.people.values() if person.slug == slug), None
        )

    def offer_of(self, treatment: int) -> Offer | None:
        """The offer of a treatment by its id; None when it is not on offer."""
        return self._offers_by_id.get(treatment)

    @cached_property
    def _offers_by_id(self) -> dict[int, Offer]:
        return {offer.id: offer for offer in self.offers.values()}

    @cached_property
    def resource_of_room(self) -> dict[RoomId, ResourceId]:
        """Map each room's resource back to its room."""
        return {room: resource for resource, room in self.rooms.items()}

    @property
    def default(self) -> tuple[Offer | None, int]:
        """The treatment and length that free times on content pages are shown for."""
        treatment, minutes = self.rules.default_treatment, self.rules.default_minutes
        offer = self.offers.get(treatment.slug) if treatment else None
        return (offer, minutes) if offer and minutes in offer.lengths else (None, 0)


def version() -> UUID:
    """The name of the schedule as it is now."""
    return ScheduleVersion.objects.values_list("name", flat=True).get()


def current() -> Catalogue:
    """The catalogue as it is now: one query, and more only after a change."""
    return _load(version())


def for_clients() -> Catalogue:
    """The same for a page on which clients book; raises NotOpenYet before they can."""
    catalogue = current()
    if not catalogue.is_open:
        raise NotOpenYet
    return catalogue


def forget() -> None:
    """Clear the cache; for tests, which roll their writes back."""
    _load.cache_clear()


def afresh() -> Catalogue:
    """The catalogue as this transaction has written it; it is not cached."""
    return _load.__wrapped__(version())


@lru_cache(maxsize=2)
def _load(version: UUID) -> Catalogue:
    rules = BookingRules.objects.select_related("default_treatment").get()
    resources = list(Resource.objects.select_related("room"))
    return Catalogue(
        version=version,
        timetable=engine.Timetable(_engine_places(), _workers(resources)),
        offers={offer.slug: offer for offer in _offers(resources)},
        places={
            LocationId(row.id): Place(
                LocationId(row.id),
                row.slug,
                row,
                row.zone,
                row.visits_homes,
                row.served,
            )
            for row in Location.objects.all()
        },
        people={
            TherapistId(row.id): Person(
                TherapistId(row.id),
                row.slug,
                row.name,
                row.short_name,
                frozenset(condition.slug for condition in row.treats.all()),
            )
            for row in Therapist.objects.taking_bookings().prefetch_related("treats")
        },
        rooms={
            ResourceId(row.id): RoomId(row.room_id) for row in resources if row.room_id
        },
        out_of_use=frozenset(
            ResourceId(row.id) for row in resources if row.room and not row.room.in_use
        ),
        lanes={ResourceId(row.id): row.lanes for row in resources},
        rules=rules,
        is_open=launch.is_over(),
    )


def _engine_places() -> dict[LocationId, engine.Place]:
    closures = list(Closure.objects.all())
    return {
        LocationId(row.id): engine.Place(
            id=LocationId(row.id),
            zone=row.zone,
            notice=-(-row.notice_minutes // 5),
            opening=tuple(
                engine.Weekly(hours.weekday, hours.opens_at, hours.closes_at)
                for hours in row.opening_hours.all()
            ),
            closed=tuple(
                engine.Closed(c.starts_on, c.ends_on, c.closed_from, c.closed_until)
                for c in closures
                if c.location_id in (None, row.id)
            ),
        )
        for row in Location.objects.prefetch_related("opening_hours")
    }


def _workers(resources: Sequence[Resource]) -> dict[TherapistId, engine.Worker]:
    resource_of = {
        row.therapist_id: ResourceId(row.id) for row in resources if row.therapist_id
    }
    hours, time_off = _hours(), _time_off()
    return {
        TherapistId(row.id): engine.Worker(
            id=TherapistId(row.id),
            name=row.name,
            resource=resource_of[row.id],
            hours={place: tuple(rows) for place, rows in hours[row.id].items()},
            time_off=tuple(time_off[row.id]),
            last_day=row.last_day_on,
        )
        for row in Therapist.objects.taking_bookings()
        if row.id in resource_of
    }


def _hours() -> Mapping[int, Mapping[LocationId, list[engine.Weekly | engine.Shift]]]:
    """Weekly hours and shifts by therapist and location."""
    hours: defaultdict[
        int, defaultdict[LocationId, list[engine.Weekly | engine.Shift]]
    ] = defaultdict(lambda: defaultdict(list))
    rows: list[WorkingHours | Shift] = [
        *WorkingHours.objects.all(),
        *Shift.objects.all(),
    ]
    for row in rows:
        hours[row.therapist_id][LocationId(row.location_id)].append(row.as_row)
    return hours


def _time_off() -> Mapping[int, list[Span]]:
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for row in TimeOff.objects.all():
        spans[row.therapist_id].append(
            Span(tick_of(row.starts_at), next_tick(row.ends_at))
        )
    return spans


def _offers(resources: Sequence[Resource]) -> Iterator[Offer]:
    """Treatments on offer that at least one therapist gives at one location."""
    resource_of = {
        row.room.id: ResourceId(row.id)
        for row in resources
        if row.room and row.room.in_use
    }
    homes = Location.objects.filter(visits_homes=True).values_list("id", flat=True)
    home = [LocationId(each) for each in homes]
    working = {row.therapist_id for row in resources if row.therapist_id}
    rows = Treatment.objects.on_offer().prefetch_related(
        "lengths", "rooms", "therapists"
    )
    for row in rows:
        rooms: defaultdict[LocationId, list[Room]] = defaultdict(list)
        for room in row.rooms.all():
            if room.id in resource_of:
                rooms[LocationId(room.location_id)].append(room)
        yield Offer(
            id=row.id,
            slug=row.slug,
            row=row,
            is_home_visit=row.is_home_visit,
            lengths={
                length.minutes: Length(
                    length.minutes, length.price_cents, length.for_new_clients
                )
                for length in row.lengths.all()
            },
            setup_minutes=row.setup_minutes,
            cleanup_minutes=row.cleanup_minutes,
            travel_minutes=row.travel_minutes,
            therapists=tuple(
                TherapistId(therapist.id)
                for therapist in row.therapists.all()
                if therapist.takes_bookings and therapist.id in working
            ),
            rooms=dict.fromkeys(home)
            if row.is_home_visit
            else {place: _in_order(some, resource_of) for place, some in rooms.items()},
        )


def _in_order(
    rooms: Iterable[Room], resource_of: Mapping[int, ResourceId]
) -> tuple[ResourceId, ...]:
    def rank(room: Room) -> tuple[int, str]:
        return room.position, stored(room, "name")

    return tuple(resource_of[room.id] for room in sorted(rooms, key=rank))
