"""When any therapist will do, the one with the least booked time gets the visit."""

from zoneinfo import ZoneInfo

from booking.engine import wall_clock
from booking.engine.ids import TherapistId
from booking.engine.ticks import Span, Tick

# A sort key: the therapist with the smallest gives the visit.
Turn = tuple[int, str, TherapistId]


def week_around(start: Tick, zone: ZoneInfo) -> Span:
    """The week, Monday to Sunday in local time, that a start lies in."""
    monday, sunday = wall_clock.week_of(wall_clock.local_date(start, zone))
    return Span(
        wall_clock.whole_day(monday, zone).start,
        wall_clock.whole_day(sunday, zone).stop,
    )


def turn(booked_ticks: int, name: str, therapist: TherapistId) -> Turn:
    """The sort key: fewest booked ticks of the week first, then the name."""
    return (booked_ticks, name, therapist)
