"""The engine's answer: which starts can be booked, and why the others cannot.

An answer keeps one bitmap of starts per therapist and location, and turns it into
times only for the days that are looked at.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from booking.engine import bits, fairness, wall_clock
from booking.engine.ids import LocationId, ResourceId, TherapistId
from booking.engine.question import Need, Opening, Question, Reason
from booking.engine.ticks import Span, Tick, shifted
from booking.engine.timetable import Timetable, around

# For each resource, the taken ticks of each of its lanes, as bits of the window.
Taken = Mapping[ResourceId, tuple[int, ...]]


class Allotment(NamedTuple):
    """Time of one lane of a resource that a visit takes."""

    resource: ResourceId
    lane: int
    span: Span


def window_of(question: Question, timetable: Timetable) -> Span:
    """The ticks whose taken time must be known to answer a question."""
    zones = [timetable.places[place].zone for place in question.places]
    return around(question.first_day, question.last_day, zones)


class Answer:
    """The openings of a question, given the time that is already taken."""

    def __init__(self, question: Question, timetable: Timetable, taken: Taken) -> None:
        self.question = question
        self.timetable = timetable
        self.window = window_of(question, timetable)
        self._taken = taken
        self._all = (1 << (self.window.stop - self.window.start)) - 1
        self._free = {place: self._free_at(place) for place in question.places}
        self._rule = {place: self._allowed(place) for place in question.places}
        self._turns: dict[tuple[TherapistId, Span], fairness.Turn] = {}

    # What can be booked

    def openings_on(self, day: date) -> list[Opening]:
        """All openings of a day, earliest first; each start once per place."""
        found = []
        for place in self.question.places:
            starts = self._offered(place) & self._day(day, place)
            found += [
                self._opening(position, place) for position in bits.positions(starts)
            ]
        return sorted(found)

    def soonest(self, count: int, after: Tick | None = None) -> list[Opening]:
        """The first few openings of all the days asked for, at `after` or later."""
        found: list[Opening] = []
        for day in self.question.days():
            found += [
                o for o in self.openings_on(day) if after is None or o.start >= after
            ]
            if len(found) >= count:
                break
        return found[:count]

    def count_on(self, day: date) -> int:
        """How many openings a day has."""
        return sum(
            (self._offered(place) & self._day(day, place)).bit_count()
            for place in self.question.places
        )

    def free_therapists(self, start: Tick, place: LocationId) -> list[TherapistId]:
        """All therapists who could begin then and there, in order of their turn."""
        position = start - self.window.start
        if (
            place not in self._free
            or position < 0
            or not self._rule[place] >> position & 1
        ):
            return []
        free = [
            who for who, starts in self._free[place].items() if starts >> position & 1
        ]
        return sorted(free, key=lambda who: self._turn(who, start, place))

    def allocation(
        self, start: Tick, place: LocationId, therapist: TherapistId
    ) -> list[Allotment]:
        """The time that the visit takes, one allotment for each of its needs.

        ValueError when something it needs is not free.
        """
        resource = self.timetable.workers[therapist].resource
        return [
            Allotment(
                *self._serving(need, start),
                Span(shifted(start, -need.before), shifted(start, need.after)),
            )
            for need in self.question.visit.needs(resource, place)
        ]

    # Why something cannot be booked

    def reason_on(self, day: date) -> Reason | None:
        """Why a day has no openings; None when it has some."""
        if self.count_on(day):
            return None
        return max(self._reason(day, place) for place in self.question.places)

    def why_not(self, start: Tick, place: LocationId) -> Reason:
        """Why no therapist can begin at a start, where `free_therapists` is empty."""
        if start < self._earliest(place):
            return Reason.TOO_SOON
        if start >= self._end(place):
            return Reason.TOO_FAR
        position = start - self.window.start
        if any(self._in_hours(who, place) >> position & 1 for who in self._free[place]):
            return Reason.FULL
        day = wall_clock.local_date(start, self.timetable.places[place].zone)
        return Reason.NOBODY_WORKS if self._opens(day, place) else Reason.CLOSED

    def is_on_grid(self, start: Tick, place: LocationId) -> bool:
        """Whether a start lies on the start grid."""
        return bool(self._marks(place) >> (start - self.window.start) & 1)

    def _reason(self, day: date, place: LocationId) -> Reason:
        zone = self.timetable.places[place].zone
        if wall_clock.whole_day(day, zone).start >= self._end(place):
            return Reason.TOO_FAR
        if not self._opens(day, place):
            return Reason.CLOSED
        marks = self._marks(place) & self._day(day, place)
        if not any(self._in_hours(who, place) & marks for who in self._free[place]):
            return Reason.NOBODY_WORKS
        if any(starts & marks for starts in self._free[place].values()):
            return Reason.TOO_SOON
        return Reason.FULL

    def _opens(self, day: date, place: LocationId) -> bool:
        return bool(self.timetable.open(place, self.window) & self._day(day, place))

    # Time: which therapists are free, for everything that the visit takes

    def _free_at(self, place: LocationId) -> dict[TherapistId, int]:
        """The starts that each therapist who works at a place could give."""
        return {
            therapist: self._could_start(therapist, place)
            for therapist in self.question.therapists
            if place in self.timetable.workers[therapist].hours
        }

    def _could_start(self, therapist: TherapistId, place: LocationId) -> int:
        working = self._working(therapist, place)
        starts = self._all
        resource = self.timetable.workers[therapist].resource
        for need in self.question.visit.needs(resource, place):
            starts &= self._served(need, working if need.in_hours else self._all)
        return starts

    def _served(self, need: Need, within: int) -> int:
        """Starts at which one of the need's resources has a free lane."""
        starts = 0
        for resource in need.among:
            for taken in self._taken[resource]:
                starts |= bits.fits(within & ~taken, need.before, need.after)
        return starts

    def _serving(self, need: Need, start: Tick) -> tuple[ResourceId, int]:
        """The first resource and lane that are free for the need at a start."""
        position = start - self.window.start
        for resource in need.among:
            for lane, taken in enumerate(self._taken[resource]):
                if (
                    bits.fits(self._all & ~taken, need.before, need.after) >> position
                    & 1
                ):
                    return resource, lane
        raise ValueError(f"nothing is free for a start at tick {start}")

    def _in_hours(self, therapist: TherapistId, place: LocationId) -> int:
        """Starts that would fit a therapist's hours if nothing were booked."""
        visit = self.question.visit
        return bits.fits(self._working(therapist, place), visit.before, visit.after)

    def _working(self, therapist: TherapistId, place: LocationId) -> int:
        return self.timetable.working(therapist, place, self.window)

    # Rules: grid, notice, horizon

    def _offered(self, place: LocationId) -> int:
        """Starts that at least one therapist can give and the rules allow."""
        starts = 0
        for of_therapist in self._free[place].values():
            starts |= of_therapist
        return starts & self._rule[place]

    def _allowed(self, place: LocationId) -> int:
        between = bits.of([(self._earliest(place), self._end(place))], self.window)
        return self._marks(place) & between

    def _marks(self, place: LocationId) -> int:
        return self.timetable.starts(place, self.window, self.question.grid)

    def _earliest(self, place: LocationId) -> Tick:
        notice = self.timetable.places[place].notice if self.question.notice else 0
        return shifted(self.question.now, notice)

    def _end(self, place: LocationId) -> Tick:
        """The first tick beyond the horizon."""
        if self.question.horizon is None:
            return self.window.stop
        zone = self.timetable.places[place].zone
        today = wall_clock.local_date(self.question.now, zone)
        return wall_clock.whole_day(today + timedelta(self.question.horizon), zone).stop

    def _day(self, day: date, place: LocationId) -> int:
        zone = self.timetable.places[place].zone
        return bits.of([wall_clock.whole_day(day, zone)], self.window)

    # Whose turn it is

    def _opening(self, position: int, place: LocationId) -> Opening:
        start = self.window.at(position)
        free = [
            who for who, starts in self._free[place].items() if starts >> position & 1
        ]
        return Opening(
            start, place, min(free, key=lambda who: self._turn(who, start, place))
        )

    def _turn(
        self, therapist: TherapistId, start: Tick, place: LocationId
    ) -> fairness.Turn:
        week = fairness.week_around(start, self.timetable.places[place].zone)
        if (therapist, week) not in self._turns:
            worker = self.timetable.workers[therapist]
            of_week = bits.of([week], self.window)
            booked = sum(
                (lane & of_week).bit_count() for lane in self._taken[worker.resource]
            )
            self._turns[therapist, week] = fairness.turn(booked, worker.name, therapist)
        return self._turns[therapist, week]
