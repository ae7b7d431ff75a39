"""Calendar files (RFC 5545), for visits and events alike."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from django.conf import settings
from django.http import HttpResponse
from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress

from locations import site_context

PUBLISH, CANCEL = "PUBLISH", "CANCEL"
PRODUCT = "-//Plumbline//Plumbline//EN"

# The right-hand side of every UID. It stays the same when a clinic changes its domain,
# for a changed UID would leave the old entry in people's calendars.
SPACE = "plumbline"

# How far zone rules reach for an endless event; subscribers fetch the file again.
YEARS_AHEAD = 2


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar.

    `starts_at` and `ends_at` are local times with their zone. `sequence` rises with
    each change (RFC 5545, 3.8.7.4), so that a later file replaces the earlier entry.
    An entry repeats by a `rule`, or at all `starts`, the first too. `alarm` is how long
    before it.
    """

    key: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    place: str
    url: str
    sequence: int
    changed_at: datetime
    is_cancelled: bool = False
    alarm: timedelta | None = None
    rule: dict | None = None
    starts: tuple[datetime, ...] = ()


def calendar(entries, *, now, method=PUBLISH, name=""):
    """The text of a calendar file with these entries, stamped `now`."""
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", method)
    if name:
        file.add("x-wr-calname", name)
    for zone, first, last in _zones(entries, now):
        file.add_component(_timezone(zone, first, last))
    for entry in entries:
        file.add_component(_event(entry, now))
    return file.to_ical().decode()


def response(text, file_name, *, method=PUBLISH, disposition="attachment"):
    """A calendar file as the response of a view."""
    content_type = f"text/calendar; charset=utf-8; method={method}"
    answer = HttpResponse(text, content_type=content_type)
    answer.headers["Content-Disposition"] = f'{disposition}; filename="{file_name}"'
    return answer


def _event(entry, now):
    event = Event()
    event.add("uid", f"{entry.key}@{SPACE}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event["organizer"] = _organizer()
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("location", entry.place)
    event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.rule:
        event.add("rrule", entry.rule)
    if entry.starts:
        event.add("rdate", list(entry.starts))
    if entry.alarm and not entry.is_cancelled:
        event.add_component(_alarm(entry))
    return event


def _organizer():
    """The clinic as organizer, which a METHOD requires (RFC 5546, 3.2.1)."""
    clinic = site_context.current().clinic
    organizer = vCalAddress(f"mailto:{clinic.email or settings.DEFAULT_FROM_EMAIL}")
    organizer.params["CN"] = clinic.name
    return organizer


def _alarm(entry):
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    alarm.add("trigger", -entry.alarm)
    return alarm


def _zones(entries, now):
    """(name, first year, last year) of every time zone of the entries."""
    years = {}
    for entry in entries:
        seen = years.setdefault(entry.starts_at.tzinfo.key, set())
        seen.add(entry.starts_at.year)
        seen.update(start.year for start in (entry.ends_at, *entry.starts))
        if entry.rule:
            today = now.astimezone(entry.starts_at.tzinfo)
            ends = entry.rule.get("until")
            seen.add(ends.year if ends else today.year + YEARS_AHEAD)
    years.pop("UTC", None)
    return [(zone, min(seen), max(seen)) for zone, seen in sorted(years.items())]


@cache
def _timezone(name, first, last):
    """The rules of a time zone in some years, and its offset at their beginning."""
    return Timezone.from_tzid(
        name, first_date=date(first - 1, 1, 1), last_date=date(last + 1, 1, 1)
    )
