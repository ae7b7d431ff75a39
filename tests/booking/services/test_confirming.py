"""Book a held time: what is written beside it, and what is refused."""

from datetime import timedelta

import pytest

from booking import exceptions, services
from booking.models import Appointment, Occupancy
from booking.models.appointments import Status
from booking.services.confirming import Safety
from clients.models import CareTeam, Client
from intake.levels import Level
from outbox.models import Message
from tests import factories
from tests.booking.services.state import ends_of, free_at, fresh, last_entry
from tests.factories import DOCTOR_FIRST, NO_FLAGS, NOW, ROBIN, at, booked, choice, held

pytestmark = pytest.mark.django_db


def test_booking_creates_client_care_team_form_and_messages():
    user = factories.staff("Therapist")
    therapist = held("09:00", person="imani").appointment.therapist
    therapist.user = user
    therapist.save()

    visit = booked("11:00", person="imani")

    assert visit.status == Status.BOOKED
    assert visit.client == Client.objects.get(name="Robin Vale")
    assert CareTeam.objects.get().user == user
    assert visit.submission.reader == user
    assert visit.submission.due_at == visit.starts_at - timedelta(hours=12)
    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "confirmation",
        "intake_request",
        "reminder_24_hours",
        "reminder_3_days",
    ]
    assert [event.verb for event in visit.history.all()] == ["booked"]


def test_booking_a_draft_twice_returns_the_first_visit():
    of = held()
    first = services.book(draft=of, contact=ROBIN, safety=NO_FLAGS, now=NOW)

    again = services.book(draft=of, contact=ROBIN, safety=NO_FLAGS, now=NOW)

    assert again == first
    assert Message.objects.filter(kind="confirmation").count() == 1


def test_booking_settles_one_hold_and_leaves_others():
    mine, other = held("09:00"), held("13:00", browser="b")
    other_ends = ends_of(other)

    visit = services.book(draft=mine, contact=ROBIN, safety=NO_FLAGS, now=NOW)

    assert (fresh(visit).status, fresh(visit).expires_at) == (Status.BOOKED, None)
    ends = Occupancy.objects.filter(appointment=visit).values_list("held_until")
    assert set(ends) == {(None,)}
    assert fresh(other.appointment).status == Status.HELD
    assert ends_of(other) == other_ends


def test_an_expired_hold_cannot_be_booked():
    of = held()

    with pytest.raises(exceptions.HoldExpired):
        services.book(
            draft=of,
            contact=ROBIN,
            safety=NO_FLAGS,
            now=NOW + timedelta(minutes=10, seconds=1),
        )
    assert Client.objects.count() == 0


def test_a_doctor_first_booking_becomes_a_request_that_holds_its_time():
    visit = booked(safety=DOCTOR_FIRST)

    assert visit.status == Status.REQUESTED
    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "request_notice",
        "requested",
    ]
    # Monday noon: the next opening hours are Tuesday's, and they end at 8 pm.
    assert visit.expires_at.isoformat() == "2026-06-03T00:00:00+00:00"
    assert not free_at("09:00", person=visit.therapist.slug)


def test_an_emergency_books_nothing():
    with pytest.raises(exceptions.AlreadyChanged):
        booked(safety=Safety({"ticked": ["nerves"]}, Level.EMERGENCY))

    assert Appointment.objects.exclude(status=Status.HELD).count() == 0


def test_who_booked_by_phone_is_on_record_and_no_browser(desk):
    visit = services.book_by_phone(
        choice=choice(),
        start=at("09:00"),
        contact=ROBIN,
        safety=NO_FLAGS,
        by=desk,
        key=factories.key(),
        now=NOW,
    )

    assert last_entry(visit) == ("booked", desk)
    assert (fresh(visit).browser, fresh(visit).network) == ("", "")
