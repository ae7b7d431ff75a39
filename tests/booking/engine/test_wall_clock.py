from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine import bits, wall_clock
from booking.engine.ticks import instant_of
from booking.engine.timetable import Shift, spans_on
from tests.booking.engine import oracle
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
def test_a_day_is_shorter_or_longer_when_the_clocks_change(day, zone, hours):
    start, stop = wall_clock.whole_day(day, zone)

    assert (stop - start) / 12 == hours


def test_a_span_across_the_skipped_hour_is_an_hour_shorter():
    start, stop = wall_clock.stretch(SPRING, time(1), time(4), NEW_YORK)

    assert (instant_of(start), instant_of(stop)) == (
        utc("2026-03-08T06:00"),
        utc("2026-03-08T08:00"),
    )


def test_a_time_in_the_skipped_hour_means_the_moment_of_the_change():
    start, _ = wall_clock.stretch(SPRING, time(2, 30), time(4), NEW_YORK)

    assert instant_of(start) == utc("2026-03-08T07:00")


def test_a_day_skipped_by_its_zone_is_empty():
    start, stop = wall_clock.whole_day(date(2011, 12, 30), ZoneInfo("Pacific/Apia"))

    assert (instant_of(start), start) == (utc("2011-12-30T10:00"), stop)


def test_an_end_before_the_start_falls_on_the_next_day():
    start, stop = wall_clock.stretch(SPRING, time(22), time(2), NEW_YORK)

    assert (instant_of(start), instant_of(stop)) == (
        utc("2026-03-09T02:00"),
        utc("2026-03-09T06:00"),
    )


def changes(zone):
    """The days of the coming years on which a zone changes its clock."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(3 * 365)]
    offsets = [datetime.combine(day, time(12), zone).utcoffset() for day in days]
    return [days[n] for n in range(1, len(days)) if offsets[n] != offsets[n - 1]]


CHANGES = [
    (zone, day)
    for name in sorted(available_timezones())
    for zone in [ZoneInfo(name)]
    for day in changes(zone)
]
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from(range(0, 60, 5)))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(CHANGES), st.integers(-1, 1), TIMES)
def test_a_wall_time_means_the_first_minute_that_reaches_it(change, n, at):
    zone, day = change
    day += timedelta(days=n)

    assert wall_clock.tick_at(day, at, zone) * 5 == oracle.first_minute(day, at, zone)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(CHANGES), st.integers(-1, 1), st.lists(TIMES, min_size=2))
def test_ordered_wall_times_become_ordered_instants(change, n, times):
    zone, day = change
    day += timedelta(days=n)

    ticks = [wall_clock.tick_at(day, at, zone) for at in sorted(times)]

    assert ticks == sorted(ticks)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(CHANGES), st.integers(-1, 1), st.lists(TIMES, min_size=4))
def test_work_lies_within_its_hours_and_outside_its_break(change, n, times):
    zone, day = change
    day += timedelta(days=n)
    start, begins, ends, stop = sorted(times)[:4]
    shift = Shift(day, start, stop, (begins, ends) if begins < ends else None)
    if start == stop:
        return

    worked = list(spans_on(day, shift, zone))

    assert oracle.of_ticks(worked) == oracle.hours([shift], [day], zone)
    assert sum(stop - start for start, stop in worked) * 5 == len(
        oracle.of_ticks(worked)
    )


def test_a_repeated_time_means_its_first_occurrence():
    start, stop = wall_clock.stretch(AUTUMN, time(1, 30), time(9), NEW_YORK)

    assert (instant_of(start), instant_of(stop)) == (
        utc("2026-11-01T05:30"),
        utc("2026-11-01T14:00"),
    )


def test_a_half_hour_offset_is_respected():
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
def test_the_grid_follows_local_time(day, zone, minutes, marks):
    span = wall_clock.whole_day(day, zone)
    starts = [
        span.start + at for at in bits.positions(wall_clock.grid(day, zone, minutes))
    ]

    walls = [instant_of(tick).astimezone(zone) for tick in starts]
    assert len(walls) == marks
    assert {(wall.hour * 60 + wall.minute) % minutes for wall in walls} == {0}
    assert {wall.date() for wall in walls} == {day}
