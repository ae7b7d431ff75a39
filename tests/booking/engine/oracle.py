"""The naive truth: time as a plain set of minutes since the epoch.

No bitmaps, no ticks: every minute of a few days is asked whether it is free.
"""

from datetime import UTC, datetime, time, timedelta

DAY = timedelta(days=1)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def minute(instant):
    return int(instant.timestamp()) // 60


def minutes(first, last):
    """Every minute between two instants."""
    return set(range(minute(first), minute(last)))


def wall_minutes(day, start, stop, zone):
    """The minutes of a part of a local day; None is its beginning or end."""
    first = datetime.combine(day, start or time(), zone)
    last = (
        datetime.combine(day, stop, zone)
        if stop
        else datetime.combine(day + DAY, time(), zone)
    )
    return minutes(first, last)


def hours(rows, days, zone):
    """The minutes of weekly hours or shifts, less their breaks."""
    found = set()
    for day in days:
        for row in rows:
            if row.holds_on(day):
                found |= wall_minutes(day, row.start, row.stop, zone)
                found -= wall_minutes(day, *row.pause, zone) if row.pause else set()
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
