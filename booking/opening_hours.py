"""Whether a location is open, as its page says it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.engine import wall_clock
from booking.engine.ticks import instant_of, tick_of
from booking.engine.timetable import around
from clinic.models import Closure, Location
from clinic.models.locations import Weekday
from clinic.wording import clock, long_day


@dataclass(frozen=True)
class OpenStatus:
    """Open or closed now, in words; the week and closed days ahead when asked."""

    location: Location
    now: datetime
    is_open: bool
    words: str

    def week(self):
        """Weekday and hours, with closed days."""
        hours = defaultdict(list)
        for row in self.location.opening_hours.all():
            span = f"{clock(row.opens_at)} to {clock(row.closes_at)}"
            hours[row.weekday].append(span)
        return [(day.label, " and ".join(hours[day]) or "closed") for day in Weekday]

    def closures(self):
        """Closed days of the next two months, in words."""
        today = self.now.astimezone(self.location.zone).date()
        rows = Closure.objects.at(self.location).ahead(today)
        return [_in_words(row) for row in rows]


def status_of(location, timetable, now) -> OpenStatus:
    """What the page of a location says about its hours."""
    return OpenStatus(location, now, *_now(location, timetable, now))


def _now(location, table, now):
    zone = location.zone
    today = wall_clock.local_date(tick_of(now), zone)
    window = around(today, today + timedelta(days=14), [zone])
    for stretch in table.open_stretches(location.id, window):
        opens, closes = (instant_of(tick).astimezone(zone) for tick in stretch)
        if opens <= now < closes:
            return True, f"Open now until {clock(closes)}"
        if opens > now:
            day = "today" if opens.date() == today else f"on {long_day(opens)}"
            return False, f"Closed now. Opens {day} at {clock(opens)}"
    return False, "Closed"


def _in_words(closure):
    days = long_day(closure.starts_on)
    if closure.ends_on != closure.starts_on:
        days = f"{days} to {long_day(closure.ends_on)}"
    hours = []
    if closure.closed_from:
        hours.append(f"from {clock(closure.closed_from)}")
    if closure.closed_until:
        hours.append(f"until {clock(closure.closed_until)}")
    if hours:
        days = f"{days}, {' '.join(hours)}"
    return f"{days}: {closure.reason}"
