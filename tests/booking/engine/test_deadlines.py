"""Deadlines, and on which side of them the last moment lies."""

from datetime import UTC, datetime, timedelta

import pytest

from booking.engine import deadlines
from booking.engine.ticks import Span, tick_of

NINE = datetime(2026, 6, 8, 9, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def stretch(day, hours=8):
    """Opening hours from nine o'clock, so many days from now."""
    start = NINE + day * DAY
    return Span(tick_of(start), tick_of(start + hours * HOUR))


def test_a_hold_lasts_ten_minutes_and_so_does_its_extension():
    until = deadlines.hold_until(NINE)

    assert until == NINE + timedelta(minutes=10)
    assert deadlines.extended(until) == NINE + timedelta(minutes=20)


def test_a_hold_is_live_up_to_its_last_moment():
    assert deadlines.is_live(NINE, NINE)
    assert not deadlines.is_live(NINE, NINE + MOMENT)
    assert not deadlines.is_live(None, NINE)


def test_a_press_counts_as_just_made_for_half_a_minute_unless_it_is_used():
    until, last = deadlines.hold_until(NINE), NINE + timedelta(seconds=30)

    assert deadlines.is_just_pressed(until, NINE, last)
    assert not deadlines.is_just_pressed(until, NINE, last + MOMENT)
    assert not deadlines.is_just_pressed(until, NINE + MOMENT, NINE + MOMENT)
    assert not deadlines.is_just_pressed(deadlines.extended(until), NINE, NINE)


def test_others_wait_half_a_minute_longer_than_the_owner_of_a_hold():
    assert deadlines.first_live_second(NINE) == NINE.timestamp() - 30
    assert deadlines.first_live_second(NINE + MOMENT) == NINE.timestamp() - 30


def test_a_visit_has_begun_from_its_first_moment_on():
    assert deadlines.has_begun(NINE, NINE)
    assert not deadlines.has_begun(NINE, NINE - MOMENT)


def test_a_client_may_arrive_half_a_day_early():
    assert deadlines.is_its_day(NINE, NINE - 12 * HOUR)
    assert not deadlines.is_its_day(NINE, NINE - 12 * HOUR - MOMENT)


def test_a_change_is_free_up_to_the_last_moment():
    last = NINE - 24 * HOUR

    assert deadlines.free_until(NINE, 24) == last
    assert deadlines.changes_freely(NINE, 24, last)
    assert not deadlines.changes_freely(NINE, 24, last + MOMENT)


def test_a_form_is_due_before_the_visit_and_a_link_ends_a_month_after_it():
    assert deadlines.form_due(NINE, 12) == NINE - 12 * HOUR
    assert deadlines.link_ends(NINE) == NINE + 30 * DAY


@pytest.mark.parametrize(
    ("now", "days", "close"),
    [
        (NINE - MOMENT, [0, 1], NINE + 8 * HOUR),
        (NINE, [0, 1], NINE + DAY + 8 * HOUR),
        (NINE, [0], None),
    ],
)
def test_a_working_day_ends_with_the_next_opening_hours_that_begin(now, days, close):
    stretches = [stretch(day) for day in days]

    assert deadlines.working_day_after(now, stretches) == close


@pytest.mark.parametrize(
    ("starts_at", "due_at", "can_be_asked"),
    [
        (NINE + DAY + 9 * HOUR, NINE + DAY + 8 * HOUR, True),
        (NINE + DAY + 8 * HOUR, NINE + DAY + 8 * HOUR, True),
        (NINE + DAY + 8 * HOUR - MOMENT, NINE + DAY + 8 * HOUR - MOMENT, False),
    ],
)
def test_a_request_is_answered_within_a_working_day_and_before_the_visit(
    starts_at, due_at, can_be_asked
):
    stretches = [stretch(0), stretch(1)]

    assert deadlines.answer_due(NINE, starts_at, stretches) == due_at
    assert deadlines.can_be_asked(NINE, starts_at, stretches) == can_be_asked


def test_a_request_that_no_working_day_precedes_is_due_at_the_visit():
    assert deadlines.answer_due(NINE, NINE + HOUR, []) == NINE + HOUR
    assert not deadlines.can_be_asked(NINE, NINE + HOUR, [])


def test_reminders_that_are_due_already_are_left_out():
    three_days = ("reminder_3_days", NINE - 3 * DAY)
    one_day = ("reminder_24_hours", NINE - DAY)

    assert deadlines.reminders(NINE, NINE - 3 * DAY - MOMENT) == [three_days, one_day]
    assert deadlines.reminders(NINE, NINE - 3 * DAY) == [one_day]
    assert deadlines.reminders(NINE, NINE - DAY) == []
