"""Where wall clock and time zone meet: local dates and times become ticks.

One rule reads every wall-clock time: it means the first moment at which a clock on
the wall shows that time or a later one. So a time that happens twice means the first,
a time that a clock change skips means the change itself, and times in order give
instants in order.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from booking.engine.ticks import Span, Tick, instant_of, tick_of

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
MIDNIGHT = time()


def instant_at(wall: datetime, zone: ZoneInfo) -> datetime:
    """When a clock on the wall first shows a (naive) time or a later one, in UTC."""
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    moment = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first <= moment:
        return first
    # Skipped: the change lies between the instants that the two offsets give.
    while on_wall(moment, zone) < wall:
        moment += MINUTE
    return moment


def on_wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """What a clock on the wall shows, without a zone."""
    return instant.astimezone(zone).replace(tzinfo=None)


def tick_at(day: date, at: time, zone: ZoneInfo) -> Tick:
    """The tick of a wall-clock time."""
    return tick_of(instant_at(datetime.combine(day, at), zone))


def stretch(day: date, start: time | None, stop: time | None, zone: ZoneInfo) -> Span:
    """The span from one wall-clock time to the next moment that shows another.

    A stop that is not after the start belongs to the next day: 18:00 to 2:00 is eight
    hours, 18:00 to 0:00 six, and 0:00 to 0:00 the whole day. None is midnight.
    """
    start, stop = start or MIDNIGHT, stop or MIDNIGHT
    last = day + DAY if stop <= start else day
    return Span(tick_at(day, start, zone), tick_at(last, stop, zone))


@lru_cache(maxsize=4096)
def whole_day(day: date, zone: ZoneInfo) -> Span:
    """A local day: 23, 24 or 25 hours, depending on the clock changes of its zone."""
    return stretch(day, None, None, zone)


def local_date(tick: Tick, zone: ZoneInfo) -> date:
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

    The grid follows the clock on the wall: every `minutes` from midnight, also on days
    when an hour is missing or comes twice.
    """
    span = whole_day(day, zone)
    bits = 0
    for offset in range(span.stop - span.start):
        wall = instant_of(span.at(offset)).astimezone(zone)
        if (wall.hour * 60 + wall.minute) % minutes == 0:
            bits |= 1 << offset
    return bits
