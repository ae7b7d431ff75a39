"""Warn about hours that look like a slip: unbookable, or lasting through the night."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Model
from django.utils.translation import gettext as _

from booking.availability import clashes
from booking.availability.catalogue import Catalogue
from booking.engine import bits, wall_clock
from booking.engine import timetable as engine
from booking.engine.ids import LocationId
from booking.engine.ticks import Span, instant_of, tick_of
from booking.engine.timetable import around, spans_on
from booking.models import Shift, WorkingHours
from locations.formatting import clock
from locations.models import Location

# Weekly hours are compared with the opening hours of these weeks. A single closed day
# among them is not a slip.
WEEKS_AHEAD = timedelta(weeks=8)

# A night longer than this is more often "9 to 5" typed on a 12-hour clock.
LONG_NIGHT = timedelta(hours=14)


@dataclass(frozen=True)
class Note:
    """A warning before hours are saved, with the page on which to fix it."""

    words: str
    location: LocationId


def notes(row: Model, before: Catalogue, after: Catalogue, now: datetime) -> list[Note]:
    """The warnings about a schedule row that was just written."""
    if isinstance(row, WorkingHours | Shift):
        words = [_night(row.as_row, row.location), _closed(row, after, now)]
        return [Note(each, LocationId(row.location_id)) for each in words if each]
    if isinstance(row, Location) and LocationId(row.pk) in before.places:
        opening = _opening(row, before), _opening(row, after)
        nights = [_night(hours, row) for hours in opening[1] - opening[0]]
        shut = _shut_out(row, before, after, now) if opening[0] != opening[1] else []
        return [Note(each, LocationId(row.pk)) for each in (*nights, *shut) if each]
    return []


def _opening(place: Location, catalogue: Catalogue) -> set[engine.Weekly]:
    return set(catalogue.timetable.places[LocationId(place.pk)].opening)


def _shut_out(
    place: Location, before: Catalogue, after: Catalogue, now: datetime
) -> Iterator[str]:
    """A note naming those whose hours at a place are now unbookable, all or in part."""
    hours = clashes.hours_ahead(now, location=place)
    for row in sorted(hours, key=lambda each: each.therapist.name):
        words = _closed(row, after, now)
        if words and words != _closed(row, before, now):
            yield f"{row.therapist}: {words}"


def _night(hours: engine.Weekly | engine.Shift, place: Location) -> str:
    """A note of how long hours over midnight last, when that is hardly meant."""
    lasts = _length(hours.start, hours.stop)
    if hours.stop > hours.start or not LONG_NIGHT < lasts < wall_clock.DAY:
        return ""
    return _("From {start} until {stop} the next day at {place} is {n} hours.").format(
        start=clock(hours.start),
        stop=clock(hours.stop),
        place=place,
        n=f"{lasts.total_seconds() / 3600:g}",
    )


def _length(start: time, stop: time) -> timedelta:
    day = wall_clock.DAY
    minutes = (stop.hour - start.hour) * 60 + stop.minute - start.minute
    return timedelta(minutes=minutes) % day or day


def _closed(row: WorkingHours | Shift, catalogue: Catalogue, now: datetime) -> str:
    """A note that the place is closed for all or some of the hours, week after week."""
    timetable = catalogue.timetable
    place = timetable.places[LocationId(row.location_id)]
    spans = []
    for day in _days(row, place, now):
        window = around(day, day, [place.zone])
        work = bits.of(spans_on(day, row.as_row, place.zone), window)
        opened = timetable.open(place.id, window)
        if not work & ~opened:
            return ""
        spans.append((work & opened, window))
    if not spans:
        return ""
    where, when = row.location, row.when
    if not any(bookable for bookable, window in spans):
        words = _("{place} is closed {when}: nobody can book these hours.")
        return words.format(place=where, when=when)
    bookable, window = next(each for each in spans if each[0])
    parts = [_span(span, place) for span in bits.spans(bookable, window)]
    words = _("{place} is not open all the time {when}: only {hours} can be booked.")
    return words.format(place=where, when=when, hours=_(" and ").join(parts))


def _span(span: Span, place: engine.Place) -> str:
    """From when to when, by the clock at a place."""
    start, stop = (clock(instant_of(tick).astimezone(place.zone)) for tick in span)
    return _("{start} to {stop}").format(start=start, stop=stop)


def _days(
    row: WorkingHours | Shift, place: engine.Place, now: datetime
) -> Iterator[date]:
    """The next days on which the hours apply."""
    hours = row.as_row
    today = wall_clock.local_date(tick_of(now), place.zone)
    if isinstance(hours, engine.Shift):
        first = hours.day
    else:
        first = max(today, hours.first_day or today)
    for day in wall_clock.days(first, first + WEEKS_AHEAD):
        if hours.holds_on(day):
            yield day
