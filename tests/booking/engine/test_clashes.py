"""Clashes between two rows of one therapist's hours, against sets of minutes."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine.clashes import Work, first_clash
from booking.engine.ticks import instant_of
from booking.engine.timetable import Shift, Weekly
from tests.booking.engine import oracle

LONDON, BERLIN = ZoneInfo("Europe/London"), ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
CAMDEN, DEPTFORD = 1, 2
TODAY = date(2026, 6, 1)
MONDAY = date(2026, 6, 8)

TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))


def weekly(start, stop, weekday=0, **validity):
    return Weekly(
        weekday, time.fromisoformat(start), time.fromisoformat(stop), **validity
    )


def clash(one, other, places=(CAMDEN, DEPTFORD), travel=0, zones=(LONDON, LONDON)):
    """When the first begins to leave no time for the second, in UTC."""
    found = first_clash(
        Work(one, places[0], zones[0]), Work(other, places[1], zones[1]), TODAY, travel
    )
    return f"{instant_of(found):%Y-%m-%d %H:%M}" if found else None


def test_hours_in_two_places_at_once_clash():
    assert clash(weekly("09:00", "17:00"), weekly("10:00", "16:00")) == (
        "2026-06-01 09:00"
    )


def test_hours_of_different_days_do_not_clash():
    assert clash(weekly("09:00", "17:00"), weekly("10:00", "16:00", weekday=1)) is None


@pytest.mark.parametrize(("travel", "clashes"), [(0, False), (3, False), (6, True)])
def test_hours_in_two_places_need_travel_time_between_them(travel, clashes):
    found = clash(weekly("09:00", "13:00"), weekly("13:15", "17:00"), travel=travel)

    assert bool(found) == clashes


def test_hours_of_one_place_may_touch_but_not_overlap():
    at_one = {"places": (CAMDEN, CAMDEN), "travel": 6}

    assert clash(weekly("09:00", "13:00"), weekly("13:00", "17:00"), **at_one) is None
    assert clash(weekly("09:00", "13:00"), weekly("12:55", "17:00"), **at_one)


def test_hours_in_another_place_fit_into_a_long_break():
    long = Weekly(0, time(9), time(17), (time(12), time(15)))

    assert clash(long, weekly("12:30", "14:30"), travel=6) is None
    assert clash(long, weekly("12:15", "14:30"), travel=6)


def test_hours_that_are_never_valid_together_do_not_clash():
    until_june = weekly("09:00", "17:00", last_day=date(2026, 6, 30))
    from_july = weekly("09:00", "17:00", first_day=date(2026, 7, 1))

    assert clash(until_june, from_july) is None


def test_a_night_shift_clashes_with_hours_of_the_next_day():
    night = weekly("22:00", "06:00", weekday=6)

    assert clash(night, weekly("05:00", "12:00")) == "2026-06-01 04:00"


def test_travel_after_hours_of_the_day_before_counts():
    just_after_midnight = weekly("00:00", "00:20")
    until_late = weekly("22:00", "23:50", weekday=6)

    assert clash(just_after_midnight, until_late, travel=6) == "2026-05-31 23:00"


def test_a_shift_clashes_only_with_the_hours_of_its_day():
    shift = Shift(MONDAY, time(9), time(12))

    assert clash(shift, weekly("10:00", "16:00")) == "2026-06-08 09:00"
    assert clash(shift, weekly("10:00", "16:00", weekday=1)) is None


def test_hours_valid_years_ahead_are_compared_from_their_first_day():
    far = {"first_day": date(2036, 1, 1)}

    assert clash(weekly("09:00", "17:00", **far), weekly("10:00", "16:00")) == (
        "2036-01-07 10:00"
    )


def test_hours_in_two_time_zones_are_compared_as_instants():
    in_new_york = weekly("06:00", "08:00")
    zones = (LONDON, NEW_YORK)

    assert clash(weekly("11:00", "12:00"), in_new_york, zones=zones)
    # New York is nearer to London in the week between their changes of the clock.
    assert clash(weekly("10:00", "10:30"), in_new_york, zones=zones) == (
        "2026-10-26 10:00"
    )


@st.composite
def rows(draw):
    start, stop = draw(st.lists(TIMES, min_size=2, max_size=2, unique=True))
    if draw(st.booleans()):
        return Shift(TODAY + timedelta(days=draw(st.integers(0, 9))), start, stop)
    first = draw(st.none() | st.dates(TODAY - timedelta(9), TODAY + timedelta(9)))
    last = first and draw(st.none() | st.dates(first, first + timedelta(9)))
    return Weekly(draw(st.integers(0, 6)), start, stop, None, first, last)


@settings(deadline=None, max_examples=200)
@given(rows(), rows(), st.sampled_from([0, 30]), st.sampled_from([LONDON, BERLIN]))
def test_clashes_agree_with_sets_of_minutes(one, other, travel, zone):
    days = [TODAY + timedelta(days=n) for n in range(-1, 30)]
    midnight = oracle.first_minute(TODAY, time(), LONDON)
    mine = {m for m in oracle.hours([one], days, LONDON) if m >= midnight - travel}
    theirs = oracle.hours([other], days, zone)
    near = {m + n for m in theirs for n in range(-travel, travel + 1, 15)}

    found = clash(one, other, travel=travel // 5, zones=(LONDON, zone))

    assert (found is None) == mine.isdisjoint(near)
