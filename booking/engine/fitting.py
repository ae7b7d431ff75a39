"""Whether a visit that is already booked still lies in working time."""

from enum import IntEnum

from booking.engine import bits, wall_clock
from booking.engine.ids import LocationId, TherapistId
from booking.engine.ticks import Span, shifted
from booking.engine.timetable import Timetable, around


class Misfit(IntEnum):
    """Why a visit or an event does not fit; the lowest of several is reported."""

    TAKES_NO_BOOKINGS = 1
    AFTER_LAST_DAY = 2
    AWAY = 3
    CLOSED = 4
    NOT_OPEN = 5
    NOT_WORKING = 6
    ROOM_OUT_OF_USE = 7
    NOT_GIVEN_THERE = 8
    NOT_GIVEN_BY = 9


def misfit(
    timetable: Timetable, therapist: TherapistId, place: LocationId, span: Span
) -> Misfit | None:
    """Why a therapist cannot give a visit at a place; None when they can.

    `span` is the visit with its buffers. It fits when it lies within one working
    stretch, as it did when it was booked; other visits, notice, horizon and the start
    grid do not count.
    """
    if therapist not in timetable.workers:
        return Misfit.TAKES_NO_BOOKINGS
    zone = timetable.places[place].zone
    day = wall_clock.local_date(span.start, zone)
    window = around(day, day, [zone])
    wanted = bits.of([span], window)
    if not wanted & ~timetable.working(therapist, place, window):
        return None
    worker = timetable.workers[therapist]
    if worker.last_day and day > worker.last_day:
        return Misfit.AFTER_LAST_DAY
    if wanted & bits.of(worker.time_off, window):
        return Misfit.AWAY
    if wanted & timetable.closed(place, window):
        return Misfit.CLOSED
    if wanted & ~timetable.open(place, window):
        return Misfit.NOT_OPEN
    return Misfit.NOT_WORKING


def event_misfit(
    timetable: Timetable, host: TherapistId | None, place: LocationId, span: Span
) -> Misfit | None:
    """Why an event cannot take place: its place is closed, or its host is away.

    Events may lie outside opening hours and working hours.
    """
    zone = timetable.places[place].zone
    first = wall_clock.local_date(span.start, zone)
    last = wall_clock.local_date(shifted(span.stop, -1), zone)
    window = around(first, last, [zone])
    wanted = bits.of([span], window)
    worker = None if host is None else timetable.workers.get(host)
    if worker and worker.last_day and first > worker.last_day:
        return Misfit.AFTER_LAST_DAY
    if worker and wanted & bits.of(worker.time_off, window):
        return Misfit.AWAY
    return Misfit.CLOSED if wanted & timetable.closed(place, window) else None
