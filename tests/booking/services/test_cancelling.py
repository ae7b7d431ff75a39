"""Cancel a visit: what ends with it, by when, and what it costs."""

from datetime import timedelta

import pytest

from booking import exceptions, services
from outbox.models import Message
from tests import factories
from tests.booking.services.state import free_at, fresh
from tests.factories import DOCTOR_FIRST, NOW, booked, held

pytestmark = pytest.mark.django_db


def test_cancelling_releases_the_time_and_withdraws_the_reminders():
    visit = booked("09:00", person="imani")

    services.cancel(appointment=visit, now=NOW)

    assert free_at("09:00")
    assert not Message.objects.waiting().filter(kind__startswith="reminder").exists()


def test_cancelling_twice_is_refused():
    visit = booked()
    services.cancel(appointment=visit, now=NOW)

    with pytest.raises(exceptions.AlreadyChanged):
        services.cancel(appointment=visit, now=NOW)
    assert Message.objects.filter(kind="cancelled").count() == 1


def test_a_held_time_cannot_be_cancelled(desk):
    of = held("09:00").appointment

    with pytest.raises(exceptions.AlreadyChanged):
        services.cancel(appointment=of, by=desk, now=of.starts_at - timedelta(hours=2))


def test_a_client_cannot_cancel_once_the_visit_has_begun(desk):
    visit = booked("09:00")

    with pytest.raises(exceptions.TimePassed):
        services.cancel(appointment=visit, now=visit.starts_at)

    services.cancel(appointment=visit, by=desk, now=visit.starts_at)


def test_a_cancelled_request_waits_for_nothing():
    request = booked(safety=DOCTOR_FIRST)

    services.cancel(appointment=request, now=NOW)

    assert (fresh(request).expires_at, request.history.last().details["reason"]) == (
        None,
        "",
    )


def test_only_the_first_late_cancellation_of_a_year_is_waived():
    fees = []
    proof = factories.proven(booked("11:00"))
    for wall, browser in (("09:00", "a"), ("13:00", "b")):
        visit = booked(wall, browser=browser, proof=proof)
        services.cancel(
            appointment=visit,
            knows=proof.client,
            now=visit.starts_at - timedelta(hours=2),
        )
        details = visit.history.last().details
        fees.append((details["late"], details["waived"], details["fee_cents"]))

    assert fees == [(True, True, 0), (True, False, 8250)]


@pytest.mark.parametrize(
    ("by_desk", "knows", "cents"),
    [(True, False, 8250), (False, True, 8250), (False, False, 0)],
)
def test_an_earlier_late_cancellation_counts_for_who_may_know_of_it(
    desk, by_desk, knows, cents
):
    """A browser that has proven nothing does not learn who has been here."""
    first = booked("09:00")
    proof = factories.proven(first)
    services.cancel(appointment=first, by=desk, now=first.starts_at)
    second = booked("13:00", browser="b")
    factories.proven(second)  # in another browser, which joins the two files

    services.cancel(
        appointment=second,
        by=desk if by_desk else None,
        knows=proof.client if knows else None,
        now=second.starts_at - timedelta(hours=1),
    )

    assert second.history.filter(verb="cancelled").get().details["fee_cents"] == cents
