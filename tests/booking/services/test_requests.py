"""Requests that staff answer, and calls that wait."""

import pytest

from booking import services
from booking.models.appointments import Status
from booking.services import requests
from intake.levels import Level
from outbox.models import Message
from tests.booking.services.state import fresh, last_entry
from tests.factories import DOCTOR_FIRST, NOW, booked

pytestmark = pytest.mark.django_db


def test_accepting_a_request_books_it_with_reminders(desk):
    visit = booked(safety=DOCTOR_FIRST)

    accepted = services.accept(appointment=visit, by=desk, now=NOW)

    assert accepted.status == Status.BOOKED
    assert accepted.expires_at is None
    assert Message.objects.waiting().filter(kind="reminder_3_days").exists()


@pytest.mark.parametrize(
    ("answer", "verb", "status"),
    [
        (requests.accept, "accepted", Status.BOOKED),
        (requests.decline, "declined", Status.DECLINED),
    ],
)
def test_an_answer_to_a_request_is_on_record(desk, answer, verb, status):
    request = booked(safety=DOCTOR_FIRST)
    assert request.expires_at

    answer(appointment=request, by=desk, now=NOW)

    after = fresh(request)
    assert (after.status, after.expires_at) == (status, None)
    assert after.sequence == request.sequence + 1
    assert last_entry(after) == (verb, desk)


def test_what_a_client_tells_later_makes_a_visit_a_request_once():
    visit = booked()

    assert requests.ask_first(appointment=visit, now=NOW)
    assert not requests.ask_first(appointment=visit, now=NOW)

    after = fresh(visit)
    assert (after.status, after.sequence) == (Status.REQUESTED, visit.sequence + 1)
    assert after.expires_at > NOW
    assert [entry.verb for entry in visit.history.all()] == ["booked", "asked first"]
    [call] = visit.call_requests.all()
    assert (call.name, call.phone, call.level, call.topic) == (
        visit.name,
        visit.phone,
        Level.DOCTOR_FIRST,
        "",
    )


def test_a_waiting_call_takes_the_most_urgent_level():
    for level in (Level.DOCTOR_FIRST, Level.EMERGENCY, Level.DOCTOR_FIRST):
        call = services.ask_for_a_call(
            name="Robin", phone="+12125550111", level=level, now=NOW
        )

    assert call.level == Level.EMERGENCY


def test_a_call_that_waits_is_raised_to_the_most_urgent_level():
    visit = booked()
    for level in (Level.DOCTOR_FIRST, Level.NONE):
        requests.ask_for_a_call(
            name="Robin", phone=visit.phone, level=level, appointment=visit, now=NOW
        )

    [call] = visit.call_requests.all()
    assert (call.level, call.topic) == (Level.DOCTOR_FIRST, "")
