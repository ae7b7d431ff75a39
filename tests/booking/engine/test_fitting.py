"""Which booked visits still fit the schedule of the clinic."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.engine.fitting import Misfit, event_misfit, misfit
from booking.engine.ticks import Span
from booking.engine.timetable import Closed, Place, Worker
from tests.booking.engine.test_openings import (
    IMANI,
    MONDAY,
    NEW_YORK,
    STUDIO,
    TOMASZ,
    ask,
    at,
    clinics,
    timetable,
    weekly,
)

TUESDAY = date(2026, 6, 9)
VISIT = Span(at("10:00"), at("11:15"))


def worker(**changes):
    return replace(Worker(IMANI, "Imani", 31, {STUDIO: weekly()}), **changes)


def misfit_reason(*workers, **place):
    place = {"opening": weekly(8, 20), **place}
    table = timetable(Place(STUDIO, NEW_YORK, **place), *(workers or [worker()]))
    return misfit(table, IMANI, STUDIO, VISIT)


def test_a_visit_in_working_hours_fits():
    assert misfit_reason() is None


@pytest.mark.parametrize(
    ("workers", "place", "reason"),
    [
        ([worker(id=TOMASZ)], {}, Misfit.TAKES_NO_BOOKINGS),
        ([worker(last_day=date(2026, 6, 7))], {}, Misfit.AFTER_LAST_DAY),
        (
            [worker(last_day=MONDAY, hours={STUDIO: weekly(11, 17)})],
            {},
            Misfit.NOT_WORKING,
        ),
        ([worker(time_off=(Span(at("11:00"), at("12:00")),))], {}, Misfit.AWAY),
        ([], {"closed": (Closed(MONDAY, MONDAY),)}, Misfit.CLOSED),
        ([], {"opening": weekly(8, 11)}, Misfit.NOT_OPEN),
        ([worker(hours={STUDIO: weekly(11, 17)})], {}, Misfit.NOT_WORKING),
        ([worker(hours={})], {}, Misfit.NOT_WORKING),
    ],
)
def test_a_visit_that_does_not_fit_says_why(workers, place, reason):
    assert misfit_reason(*workers, **place) == reason


def test_clean_up_time_must_fit_as_well():
    assert misfit_reason(worker(hours={STUDIO: weekly(9, 11)})) == Misfit.NOT_WORKING


def test_a_visit_does_not_fit_across_a_break():
    hours = weekly(pause=(time(10, 30), time(10, 45)))

    assert misfit_reason(worker(hours={STUDIO: hours})) == Misfit.NOT_WORKING


LATE = Span(at("18:00"), at("00:00", TUESDAY))


def event_misfit_reason(*workers, span=LATE, host=IMANI, **place):
    place = {"opening": weekly(8, 20), **place}
    table = timetable(Place(STUDIO, NEW_YORK, **place), *(workers or [worker()]))
    return event_misfit(table, host, STUDIO, span)


@pytest.mark.parametrize(
    ("workers", "place", "reason"),
    [
        ([], {}, None),
        ([worker(last_day=MONDAY)], {}, None),
        ([worker(last_day=date(2026, 6, 7))], {}, Misfit.AFTER_LAST_DAY),
        ([worker(time_off=(Span(at("21:00"), at("22:00")),))], {}, Misfit.AWAY),
        ([worker(time_off=(Span(at("12:00"), at("18:00")),))], {}, None),
        ([], {"closed": (Closed(MONDAY, MONDAY),)}, Misfit.CLOSED),
        ([], {"closed": (Closed(TUESDAY, TUESDAY),)}, None),
    ],
)
def test_an_event_needs_an_open_day_and_its_host(workers, place, reason):
    assert event_misfit_reason(*workers, **place) == reason


def test_an_event_that_lasts_past_midnight_needs_both_days():
    span = Span(at("18:00"), at("00:05", TUESDAY))

    closed = event_misfit_reason(span=span, closed=(Closed(TUESDAY, TUESDAY),))

    assert closed == Misfit.CLOSED


def test_an_event_without_a_host_needs_an_open_day_alone():
    away = worker(time_off=(LATE,))

    assert event_misfit_reason(away, host=None) is None
    assert event_misfit_reason(away, host=TOMASZ) is None


@settings(max_examples=100, deadline=None)
@given(clinics(), st.integers(0, 4 * 288))
def test_a_visit_fits_exactly_where_staff_could_book_it(clinic, after):
    asked, table, _ = clinic
    unruled = replace(asked, now=0, horizon=None, grid=5, notice=False)
    answer = ask(unruled, table)
    start = answer.window.start + 288 + after
    visit = asked.visit

    reason = misfit(
        table, IMANI, STUDIO, Span(start - visit.before, start + visit.after)
    )

    assert (reason is None) == bool(answer.free_therapists(start, STUDIO))
