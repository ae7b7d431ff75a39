"""The opening status of a location, as its page shows it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from booking.engine.ids import LocationId
from booking.engine.ticks import instant_of
from booking.engine.timetable import Timetable, around
from booking.engine.wall_clock import DAY, MIDNIGHT
from locations import site_context
from locations.formatting import clock, hours, long_day
from locations.models import Closure, Location
from locations.models.locations import Weekday


@dataclass(frozen=True)
class OpenStatus:
    """Open or closed now, in words; week and closures are worked out on demand."""

    location: Location
    now: datetime
    is_open: bool
    words: str

    def week(self) -> list[tuple[str, str]]:
        """Each weekday and its hours, from the day with which a week begins here."""
        stretches: defaultdict[int, list[str]] = defaultdict(list)
        for row in self.location.opening_hours.all():
            stretches[row.weekday].append(hours(row.opens_at, row.closes_at))
        first = site_context.current().clinic.first_weekday
        days = sorted(Weekday, key=lambda day: (day - first) % len(Weekday))
        return [
            (str(day.label), _(" and ").join(stretches[day]) or _("closed"))
            for day in days
        ]

    def closures(self) -> list[str]:
        """Closed days of the next two months, in words."""
        today = self.location.today(self.now)
        rows = Closure.objects.at(self.location).ahead(today)
        return [_in_words(row) for row in rows]


def status_of(location: Location, timetable: Timetable, now: datetime) -> OpenStatus:
    """What the page of a location says about its hours."""
    return OpenStatus(location, now, *_now(location, timetable, now))


def _now(location: Location, table: Timetable, now: datetime) -> tuple[bool, str]:
    today = location.today(now)
    window = around(today, today + timedelta(days=14), [location.zone])
    for stretch in table.open_stretches(LocationId(location.id), window):
        opens, closes = (instant_of(tick) for tick in stretch)
        if opens <= now < closes:
            return True, _open_until(closes, now, location.zone)
        if opens > now:
            local = opens.astimezone(location.zone)
            return False, _opens(local, local.date() == today)
    return False, _("Closed")


def _opens(local: datetime, is_today: bool) -> str:
    """When a location that is closed opens again, in words."""
    if is_today:
        return _("Closed now. Opens today at {time}").format(time=clock(local))
    return _("Closed now. Opens on {day} at {time}").format(
        day=long_day(local), time=clock(local)
    )


def _open_until(closes: datetime, now: datetime, zone: ZoneInfo) -> str:
    """How long a location stays open, in words; one that never closes is just open."""
    if closes - now > DAY:
        return _("Open now")
    return _("Open now until {time}").format(time=clock(closes.astimezone(zone)))


def _in_words(closure: Closure) -> str:
    days = long_day(closure.starts_on)
    if closure.ends_on != closure.starts_on:
        days = _("{first} to {last}").format(first=days, last=long_day(closure.ends_on))
    part = _part_of_day(closure.closed_from, closure.closed_until)
    return f"{days}{part}: {closure.reason}"


def _part_of_day(start: time | None, stop: time | None) -> str:
    """The hours that a closure covers on each day; empty for whole days."""
    if start and stop:
        overnight = MIDNIGHT < stop <= start
        words = _("from {start} until {stop}")
        if overnight:
            words = _("from {start} until {stop} the next day")
        return ", " + words.format(start=clock(start), stop=clock(stop))
    if start:
        return ", " + _("from {start}").format(start=clock(start))
    if stop:
        return ", " + _("until {stop}").format(stop=clock(stop))
    return ""
