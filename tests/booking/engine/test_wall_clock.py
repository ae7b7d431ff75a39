from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from booking.engine import bits, wall_clock
from booking.engine.ticks import instant_of
from tests.booking.engine.oracle import utc

NEW_YORK = ZoneInfo("America/New_York")
KOLKATA = ZoneInfo("Asia/Kolkata")
PHOENIX = ZoneInfo("America/Phoenix")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")

SPRING = date(2026, 3, 8)
AUTUMN = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (SPRING, NEW_YORK, 23),
        (AUTUMN, NEW_YORK, 25),
        (date(2026, 6, 1), NEW_YORK, 24),
        (SPRING, KOLKATA, 24),
        (AUTUMN, PHOENIX, 24),
        (date(2026, 10, 4), LORD_HOWE, 23.5),
    ],
)
def test_a_day_is_as_long_as_its_clock_says(day, zone, hours):
    start, stop = wall_clock.whole_day(day, zone)

    assert (stop - start) / 12 == hours


def test_a_stretch_over_the_skipped_hour_is_an_hour_shorter():
    start, stop = wall_clock.stretch(SPRING, time(1), time(4), NEW_YORK)

    assert (instant_of(start), instant_of(stop)) == (
        utc("2026-03-08T06:00"),
        utc("2026-03-08T08:00"),
    )


def test_a_time_in_the_skipped_hour_is_read_with_the_offset_before_it():
    start, _ = wall_clock.stretch(SPRING, time(2, 30), time(4), NEW_YORK)

    assert instant_of(start) == utc("2026-03-08T07:30")


def test_a_time_that_happens_twice_means_the_first():
    start, stop = wall_clock.stretch(AUTUMN, time(1, 30), time(9), NEW_YORK)

    assert (instant_of(start), instant_of(stop)) == (
        utc("2026-11-01T05:30"),
        utc("2026-11-01T14:00"),
    )


def test_half_an_hour_of_offset_is_kept():
    start, _ = wall_clock.stretch(date(2026, 6, 1), time(9), time(10), KOLKATA)

    assert instant_of(start) == utc("2026-06-01T03:30")


@pytest.mark.parametrize(
    ("day", "zone", "minutes", "marks"),
    [
        (date(2026, 6, 1), NEW_YORK, 15, 96),
        (SPRING, NEW_YORK, 15, 92),
        (AUTUMN, NEW_YORK, 15, 100),
        (AUTUMN, NEW_YORK, 60, 25),
        (date(2026, 10, 4), LORD_HOWE, 60, 23),
        (date(2026, 6, 1), KOLKATA, 20, 72),
    ],
)
def test_the_grid_follows_the_clock_on_the_wall(day, zone, minutes, marks):
    span = wall_clock.whole_day(day, zone)
    starts = [
        span.start + at for at in bits.positions(wall_clock.grid(day, zone, minutes))
    ]

    walls = [instant_of(tick).astimezone(zone) for tick in starts]
    assert len(walls) == marks
    assert {(wall.hour * 60 + wall.minute) % minutes for wall in walls} == {0}
    assert {wall.date() for wall in walls} == {day}
