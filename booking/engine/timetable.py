"""The clinic's working and opening hours, as the engine needs them.

A timetable is a value built from rows of the database; a change makes a new one. It
caches what it works out (who works when), so that no week is expanded twice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from zoneinfo import ZoneInfo

from booking.engine import bits, wall_clock
from booking.engine.ids import LocationId, ResourceId, TherapistId
from booking.engine.ticks import TICKS_PER_DAY, Span, shifted
from booking.engine.wall_clock import DAY

# Hours that stop at or before their start stop on the next day; see
# `wall_clock.stretch`. Hours apply if they are valid on the day on which they begin.


@dataclass(frozen=True, slots=True)
class Weekly:
    """Hours of one weekday, while valid; the break is taken out."""

    weekday: int
    start: time
    stop: time
    pause: tuple[time, time] | None = None
    first_day: date | None = None
    last_day: date | None = None

    def holds_on(self, day: date) -> bool:
        return (
            day.weekday() == self.weekday
            and (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
        )


@dataclass(frozen=True, slots=True)
class Shift:
    """One dated stretch of work beside the weekly hours."""

    day: date
    start: time
    stop: time
    pause: tuple[time, time] | None = None

    def holds_on(self, day: date) -> bool:
        return day == self.day


@dataclass(frozen=True, slots=True)
class Closed:
    """Days, or the same hours of each, when a place is closed; None means midnight."""

    first_day: date
    last_day: date
    start: time | None = None
    stop: time | None = None


@dataclass(frozen=True)
class Place:
    """A location: its time zone, its minimum notice in ticks, and its opening hours."""

    id: LocationId
    zone: ZoneInfo
    notice: int = 0
    opening: tuple[Weekly, ...] = ()
    closed: tuple[Closed, ...] = ()


@dataclass(frozen=True)
class Worker:
    """A therapist who takes bookings: their hours by location, and their time off."""

    id: TherapistId
    name: str
    resource: ResourceId
    hours: dict[LocationId, tuple[Weekly | Shift, ...]] = field(default_factory=dict)
    time_off: tuple[Span, ...] = ()
    last_day: date | None = None


@dataclass(frozen=True)
class Timetable:
    """Everything about time that does not change with each booking."""

    places: dict[LocationId, Place]
    workers: dict[TherapistId, Worker]
    # Cached bitmaps, keyed by method and arguments.
    _memo: dict[tuple[object, ...], int] = field(
        default_factory=dict, repr=False, compare=False
    )

    def working(self, worker: TherapistId, place: LocationId, window: Span) -> int:
        """The ticks of a window when a therapist works at a place, booked or not."""
        key = ("working", worker, place, window)
        if key not in self._memo:
            self._memo[key] = self._working(
                self.workers[worker], self.places[place], window
            )
        return self._memo[key]

    def open(self, place: LocationId, window: Span) -> int:
        """The ticks of a window in which a place is open."""
        key = ("open", place, window)
        if key not in self._memo:
            at = self.places[place]
            opened = bits.of(_stretches(at.opening, at.zone, window), window)
            self._memo[key] = opened & ~self.closed(place, window)
        return self._memo[key]

    def open_stretches(self, place: LocationId, window: Span) -> Iterator[Span]:
        """The stretches of a window in which a place is open, earliest first."""
        return bits.spans(self.open(place, window), window)

    def closed(self, place: LocationId, window: Span) -> int:
        """The ticks of a window that a closure takes from a place."""
        return bits.of(_closed(self.places[place], window), window)

    def starts(self, place: LocationId, window: Span, minutes: int) -> int:
        """The start grid of a place over a window."""
        key = ("starts", place, window, minutes)
        if key not in self._memo:
            self._memo[key] = _starts(self.places[place].zone, window, minutes)
        return self._memo[key]

    def _working(self, worker: Worker, place: Place, window: Span) -> int:
        at_work = bits.of(
            _stretches(
                worker.hours.get(place.id, ()), place.zone, window, worker.last_day
            ),
            window,
        )
        away = bits.of(worker.time_off, window)
        return at_work & self.open(place.id, window) & ~away


def around(first: date, last: date, zones: Sequence[ZoneInfo]) -> Span:
    """A window of the whole weeks that these dates lie in, with a day on either side.

    Whole weeks, because fairness counts booked time by the week, and because every day
    of a week then shares one window and its cached bitmaps.
    """
    monday, _ = wall_clock.week_of(first)
    _, sunday = wall_clock.week_of(last)
    first_tick = min(wall_clock.whole_day(monday, zone).start for zone in zones)
    last_tick = max(wall_clock.whole_day(sunday, zone).stop for zone in zones)
    return Span(shifted(first_tick, -TICKS_PER_DAY), shifted(last_tick, TICKS_PER_DAY))


def dates_in(window: Span, zone: ZoneInfo) -> Iterator[date]:
    """Every local date that a window touches."""
    return wall_clock.days(
        wall_clock.local_date(window.start, zone),
        wall_clock.local_date(shifted(window.stop, -1), zone),
    )


def spans_on(day: date, row: Weekly | Shift, zone: ZoneInfo) -> Iterator[Span]:
    """The spans that a row of hours covers on a day, without the break."""
    start, stop = wall_clock.stretch(day, row.start, row.stop, zone)
    if row.pause is None:
        yield Span(start, stop)
    else:
        begins = day + DAY if row.pause[0] < row.start else day
        pause = wall_clock.stretch(begins, *row.pause, zone)
        yield Span(start, pause.start)
        yield Span(pause.stop, stop)


def _days_reaching(window: Span, zone: ZoneInfo) -> Iterator[date]:
    """Every local date whose hours can touch a window, the day before it included."""
    yield wall_clock.local_date(window.start, zone) - DAY
    yield from dates_in(window, zone)


def _stretches(
    hours: Iterable[Weekly | Shift],
    zone: ZoneInfo,
    window: Span,
    last_day: date | None = None,
) -> Iterator[Span]:
    for day in _days_reaching(window, zone):
        if last_day and day > last_day:
            return
        for row in hours:
            if row.holds_on(day):
                yield from spans_on(day, row, zone)


def _closed(place: Place, window: Span) -> Iterator[Span]:
    for day in _days_reaching(window, place.zone):
        for row in place.closed:
            if row.first_day <= day <= row.last_day:
                yield wall_clock.stretch(day, row.start, row.stop, place.zone)


def _starts(zone: ZoneInfo, window: Span, minutes: int) -> int:
    marks = 0
    for day in dates_in(window, zone):
        offset = wall_clock.whole_day(day, zone).start - window.start
        of_day = wall_clock.grid(day, zone, minutes)
        marks |= of_day << offset if offset >= 0 else of_day >> -offset
    return marks & ((1 << (window.stop - window.start)) - 1)
