"""Whether one therapist can work two rows of hours, travel between them included."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from booking.engine import bits, wall_clock
from booking.engine.ids import LocationId
from booking.engine.ticks import TICKS_PER_DAY, Span, Tick, shifted
from booking.engine.timetable import Shift, Weekly, spans_on
from booking.engine.wall_clock import DAY

# A year and a week hold every weekday on both clock changes of every zone.
LOOKED_AHEAD = timedelta(weeks=53)


class Work(NamedTuple):
    """A row of hours, the location where it is worked, and its time zone."""

    row: Weekly | Shift
    place: LocationId
    zone: ZoneInfo


def first_clash(one: Work, other: Work, since: date, travel: int) -> Tick | None:
    """The first tick at which two rows clash; None when both can be worked.

    Rows at one location may touch; between two locations lie `travel` ticks. Time
    before `since` is ignored.
    """
    first, last = _days_of_both(one.row, other.row, since)
    gap = 0 if one.place == other.place else travel
    window = Span(
        shifted(wall_clock.whole_day(first, one.zone).start, -gap),
        shifted(
            wall_clock.whole_day(max(first, last), one.zone).stop, 2 * TICKS_PER_DAY
        ),
    )
    wide = [
        (start - gap, stop + gap)
        for start, stop in _spans(other, first, last)
        if start < stop
    ]
    both = bits.of(_spans(one, first, last), window) & bits.of(wide, window)
    return window.at(next(bits.positions(both))) if both else None


def _days_of_both(
    one: Weekly | Shift, other: Weekly | Shift, since: date
) -> tuple[date, date]:
    """The first and the last day on which both rows can apply."""
    firsts, lasts = zip(_validity(one), _validity(other), strict=True)
    first = max([since, *filter(None, firsts)])
    return first, min([first + LOOKED_AHEAD, *filter(None, lasts)])


def _validity(row: Weekly | Shift) -> tuple[date | None, date | None]:
    if isinstance(row, Shift):
        return row.day, row.day
    return row.first_day, row.last_day


def _spans(work: Work, first: date, last: date) -> Iterator[Span]:
    """The hours worked on these days, and those that reach into them over midnight."""
    for day in wall_clock.days(first - DAY, last + DAY):
        if work.row.holds_on(day):
            yield from spans_on(day, work.row, work.zone)
