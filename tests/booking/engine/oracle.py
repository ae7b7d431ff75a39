"""The naive truth: time as a plain set of minutes since the epoch.

No bitmaps, no ticks, no arithmetic of zones: every minute of a few days is looked at
on the clock on the wall.
"""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

DAY = timedelta(days=1)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def minute(instant):
    return int(instant.timestamp()) // 60


@lru_cache(maxsize=512)
def clock_around(day, zone):
    """(minute, what the wall shows) of every minute of a local day and around it."""
    noon = minute(datetime.combine(day, time(12), UTC))
    return [
        (m, datetime.fromtimestamp(m * 60, zone).replace(tzinfo=None))
        for m in range(noon - 30 * 60, noon + 54 * 60)
    ]


@lru_cache(maxsize=4096)
def first_minute(day, at, zone):
    """The first minute in which the wall shows a time or a later one."""
    wanted = datetime.combine(day, at or time())
    return next(m for m, shown in clock_around(day, zone) if shown >= wanted)


def wall_minutes(day, start, stop, zone):
    """The minutes of a part of a local day, which may run into the next one.

    None is midnight.
    """
    last = day if (stop or time()) > (start or time()) else day + DAY
    return set(range(first_minute(day, start, zone), first_minute(last, stop, zone)))


def pause_minutes(day, row, zone):
    """The minutes of a break, which may begin on the day after the work."""
    begins = day if row.pause[0] >= row.start else day + DAY
    return wall_minutes(begins, *row.pause, zone)


def hours(rows, days, zone):
    """The minutes of weekly hours or shifts, less their breaks."""
    found = set()
    for day in days:
        for row in rows:
            if row.holds_on(day):
                work = wall_minutes(day, row.start, row.stop, zone)
                found |= work - (pause_minutes(day, row, zone) if row.pause else set())
    return found


def closed(closures, days, zone):
    """The minutes in which a place is closed."""
    found = set()
    for day in days:
        for row in closures:
            if row.first_day <= day <= row.last_day:
                found |= wall_minutes(day, row.start, row.stop, zone)
    return found


def of_ticks(spans):
    """The minutes of spans of five-minute ticks."""
    return {m for start, stop in spans for m in range(start * 5, stop * 5)}


def on_wall(minute, zone):
    """Date and minute of the day on a wall clock."""
    wall = datetime.fromtimestamp(minute * 60, zone)
    return wall.date(), wall.hour * 60 + wall.minute
