"""Where wall clock and time zone meet: local dates and times become ticks.

A local time that happens twice means the first; one that a clock change skips is
read with the offset before the change (RFC 5545, section 3.3.5).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from booking.engine.ticks import Span, instant_of, tick_of

DAY = timedelta(days=1)
MIDNIGHT = time()


def tick_at(day: date, at: time, zone: ZoneInfo) -> int:
    """The tick of a wall-clock time."""
    return tick_of(datetime.combine(day, at, tzinfo=zone))


def stretch(day: date, start: time | None, stop: time | None, zone: ZoneInfo) -> Span:
    """A part of a local day; None stands for its beginning or its end."""
    if stop is None:
        return Span(
            tick_at(day, start or MIDNIGHT, zone), tick_at(day + DAY, MIDNIGHT, zone)
        )
    return Span(tick_at(day, start or MIDNIGHT, zone), tick_at(day, stop, zone))


@lru_cache(maxsize=4096)
def whole_day(day: date, zone: ZoneInfo) -> Span:
    """A local day: 23, 24 or 25 hours, by the clock changes of its zone."""
    return stretch(day, None, None, zone)


def local_date(tick: int, zone: ZoneInfo) -> date:
    """The date on the wall of a place when a tick starts."""
    return instant_of(tick).astimezone(zone).date()


def days(first: date, last: date) -> Iterator[date]:
    """Every date from the first to the last, both included."""
    day = first
    while day <= last:
        yield day
        day += DAY


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week that a date lies in."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


@lru_cache(maxsize=4096)
def grid(day: date, zone: ZoneInfo, minutes: int) -> int:
    """The starts of a local day as bits counted from its first tick.

    The grid is what the clock on the wall shows: every `minutes` from midnight,
    also on the days on which an hour is missing or comes twice.
    """
    span = whole_day(day, zone)
    bits = 0
    for offset, tick in enumerate(range(span.start, span.stop)):
        wall = instant_of(tick).astimezone(zone)
        if (wall.hour * 60 + wall.minute) % minutes == 0:
            bits |= 1 << offset
    return bits
