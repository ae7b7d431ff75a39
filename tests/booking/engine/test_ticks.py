import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.engine import ticks
from tests.booking.engine.oracle import utc


@given(st.integers(-10_000_000, 10_000_000))
def test_a_formatted_start_parses_back_to_the_same_tick(tick):
    if 0 < ticks.instant_of(tick).year < 1000:
        return

    assert ticks.parse_start(ticks.format_start(tick)) == tick


def test_an_instant_belongs_to_the_tick_that_started_before_it():
    assert ticks.instant_of(ticks.tick_of(utc("2026-11-21T14:17:31"))) == utc(
        "2026-11-21T14:15"
    )


def test_the_next_tick_never_starts_before_the_instant():
    assert ticks.instant_of(ticks.next_tick(utc("2026-11-21T14:15:01"))) == utc(
        "2026-11-21T14:20"
    )
    assert ticks.instant_of(ticks.next_tick(utc("2026-11-21T14:15:00"))) == utc(
        "2026-11-21T14:15"
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-21T14:15",
        "2026-11-21T14:15+00:00",
        "2026-11-21T14:17Z",
        "2026-11-21T14:15:00Z",
        "2026-13-21T14:15Z",
        "2026-02-30T14:15Z",
        "tomorrow",
        "",
        "２０２６-11-21T14:15Z",
    ],
)
def test_a_malformed_start_is_refused(text):
    with pytest.raises(ValueError, match=r"start|tick|month|day|Invalid"):
        ticks.parse_start(text)


def test_an_hour_and_a_quarter_is_fifteen_ticks():
    assert ticks.ticks_in(75) == 15


def test_minutes_that_are_not_whole_ticks_are_refused():
    with pytest.raises(ValueError, match="7 minutes"):
        ticks.ticks_in(7)
