"""The question put to the engine, and the openings it answers with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from booking.engine import wall_clock
from booking.engine.ids import LocationId, ResourceId, TherapistId
from booking.engine.ticks import Tick


class Reason(IntEnum):
    """Why a day has no openings; of several locations the highest is reported."""

    CLOSED = 1
    NOBODY_WORKS = 2
    TOO_SOON = 3
    FULL = 4
    TOO_FAR = 5


@dataclass(frozen=True, slots=True)
class Need:
    """Time of one resource that a visit takes, in ticks around its start.

    `among` are the resources that can serve, the preferred first. A need `in_hours`
    must lie within the therapist's working hours.
    """

    before: int
    after: int
    among: tuple[ResourceId, ...]
    in_hours: bool = False


@dataclass(frozen=True)
class Visit:
    """The visit to be booked: its length and its buffers, in ticks.

    The therapist is taken for all of it; the room for set-up, visit and clean-up,
    not for travel. `rooms` lists, for each place that can host the visit, the
    resources of its rooms, the preferred first; None means that no room is needed.
    """

    length: int
    setup: int = 0
    cleanup: int = 0
    travel: int = 0
    rooms: Mapping[LocationId, tuple[ResourceId, ...] | None] = field(
        default_factory=dict
    )

    @property
    def before(self) -> int:
        return self.travel + self.setup

    @property
    def after(self) -> int:
        return self.length + self.cleanup + self.travel

    def needs(self, resource: ResourceId, place: LocationId) -> list[Need]:
        """Everything the visit takes when this therapist's resource gives it here."""
        needs = [Need(self.before, self.after, (resource,), in_hours=True)]
        rooms = self.rooms[place]
        if rooms is not None:
            needs.append(Need(self.setup, self.length + self.cleanup, rooms))
        return needs


@dataclass(frozen=True)
class Question:
    """Which openings has this visit, with these therapists, locations and days?

    `horizon` counts days from today at each place. `weekday` keeps
    only the days of that name; Monday is 0. Staff ignore notice, horizon and grid:
    they ask with `notice=False`, `horizon=None` and a grid of five minutes.
    """

    visit: Visit
    therapists: tuple[TherapistId, ...]
    places: tuple[LocationId, ...]
    first_day: date
    last_day: date
    now: Tick
    horizon: int | None = None
    grid: int = 15
    notice: bool = True
    weekday: int | None = None

    def days(self) -> Iterator[date]:
        """The days that are asked about, in order."""
        for day in wall_clock.days(self.first_day, self.last_day):
            if self.weekday in (None, day.weekday()):
                yield day


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """A start that can be booked, at a place, with the therapist whose turn it is."""

    start: Tick
    place: LocationId
    therapist: TherapistId
