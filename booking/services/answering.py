"""The time staff have to answer a request: one working day at the visit's location."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from booking.availability import catalogue as catalogues
from booking.engine import deadlines, wall_clock
from booking.engine.ids import LocationId
from booking.engine.ticks import Span, next_tick
from booking.engine.timetable import around
from booking.models import Appointment


def can_be_asked(visit: Appointment, now: datetime) -> bool:
    """Whether a request for this time leaves time to see a doctor and to be called."""
    return deadlines.can_be_asked(now, visit.starts_at, _open_stretches(visit, now))


def answer_due(visit: Appointment, now: datetime) -> datetime:
    """When staff must answer: after one working day, never later than the visit."""
    return deadlines.answer_due(now, visit.starts_at, _open_stretches(visit, now))


def _open_stretches(visit: Appointment, now: datetime) -> Iterator[Span]:
    """The opening hours of a visit's location over the next two weeks."""
    table = catalogues.current().timetable
    place = table.places[LocationId(visit.location_id)]
    today = wall_clock.local_date(next_tick(now), place.zone)
    window = around(today, today + timedelta(days=14), [place.zone])
    return table.open_stretches(place.id, window)
