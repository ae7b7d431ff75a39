"""When a place is open, as the stretches that deadlines are counted in."""

from datetime import date, time

from booking.engine.ticks import Span
from booking.engine.timetable import Closed, Place, around
from tests.booking.engine.test_openings import (
    NEW_YORK,
    STUDIO,
    at,
    timetable,
    weekly,
)

TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 6, day) for day in (9, 10, 11))


def test_a_place_is_open_in_the_stretches_between_breaks_and_closures():
    pause = (time(12), time(13))
    place = Place(
        STUDIO,
        NEW_YORK,
        opening=weekly(8, 20, pause, weekdays=[1, 2, 3]),
        closed=(Closed(WEDNESDAY, WEDNESDAY),),
    )
    window = around(TUESDAY, THURSDAY, [NEW_YORK])

    stretches = list(timetable(place).open_stretches(STUDIO, window))

    assert stretches == [
        Span(at("08:00", TUESDAY), at("12:00", TUESDAY)),
        Span(at("13:00", TUESDAY), at("20:00", TUESDAY)),
        Span(at("08:00", THURSDAY), at("12:00", THURSDAY)),
        Span(at("13:00", THURSDAY), at("20:00", THURSDAY)),
    ]
