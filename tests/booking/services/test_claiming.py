"""Claim a start: what it takes, who gets it, and why another cannot be had."""

from datetime import timedelta

import pytest

from booking import exceptions, services
from booking.models import (
    Appointment,
    BookingRules,
    Occupancy,
    OccupiedTick,
    Room,
    Treatment,
)
from booking.models.appointments import Status
from tests import factories
from tests.booking.services.state import free_at, fresh
from tests.factories import MONDAY, NO_FLAGS, NOW, ROBIN, at, booked, choice, held

pytestmark = pytest.mark.django_db

LATER = timedelta(hours=1)


def test_a_hold_occupies_therapist_and_room_including_clean_up():
    of = held("09:00", person="imani")

    spans = Occupancy.objects.values_list("from_tick", "until_tick").distinct()
    assert list(spans) == [(at("09:00"), at("10:15"))]
    assert OccupiedTick.objects.count() == 2 * 15
    assert of.appointment.status == Status.HELD
    assert of.appointment.expires_at == NOW + timedelta(minutes=10)


def test_a_held_time_is_not_offered_to_others():
    held("09:00", person="imani")

    assert not free_at("09:30")
    assert not free_at("10:00")
    assert free_at("10:15")


def test_an_expired_hold_is_taken_over_after_thirty_seconds():
    first = held("09:00", person="imani")
    over = first.appointment.expires_at

    with pytest.raises(exceptions.TimeTaken):
        held("09:00", browser="b", person="imani", now=over + timedelta(seconds=29))
    taken_over = held(
        "09:00", browser="b", person="imani", now=over + timedelta(seconds=31)
    )

    first.appointment.refresh_from_db()
    assert first.appointment.status == Status.EXPIRED
    assert taken_over.appointment.status == Status.HELD


def test_an_expired_hold_in_the_set_up_time_is_taken_over():
    with services.schedule_change():
        Treatment.objects.update(setup_minutes=30)
    first = held("09:30", person="imani")

    held("11:00", browser="b", person="imani", now=NOW + LATER)

    assert fresh(first.appointment).status == Status.EXPIRED


def test_only_expired_holds_in_the_way_are_ended(home_visit):
    others = [
        held("09:30", browser="before", person="tomasz"),
        held("13:00", browser="after", person="tomasz"),
        held("11:00", browser="elsewhere", **home_visit),
    ]

    held("11:00", browser="b", person="tomasz", now=NOW + LATER)

    states = [fresh(each.appointment).status for each in others]
    assert states == [Status.HELD] * 3


def test_the_therapist_shown_on_the_page_is_held_when_free():
    tomasz = choice(person="tomasz").therapist.id

    of = held("09:00", named=tomasz)

    assert of.appointment.therapist_id == tomasz


def test_another_therapist_is_held_when_the_one_shown_is_taken():
    imani = choice(person="imani").therapist.id
    held("09:00", person="imani")

    of = held("09:00", browser="b", named=imani)

    assert of.appointment.therapist.name == "Tomasz"


@pytest.mark.parametrize(
    ("wall", "day", "refusal"),
    [
        ("09:05", MONDAY, exceptions.NotOnGrid),
        ("07:00", MONDAY, exceptions.OutsideHours),
        ("16:00", MONDAY, exceptions.OutsideHours),
        ("09:00", NOW.date() - timedelta(days=3), exceptions.TimePassed),
        ("12:00", NOW.date(), exceptions.TooSoon),
        ("12:15", NOW.date(), exceptions.TooSoon),
        ("09:00", NOW.date() + timedelta(days=61), exceptions.TooFar),
    ],
)
def test_an_unavailable_start_raises_its_own_exception(wall, day, refusal):
    with pytest.raises(refusal):
        held(wall, day=day)

    assert Occupancy.objects.count() == 0


def test_no_therapist_can_be_held_without_a_free_room():
    with services.schedule_change():
        Room.objects.filter(name="Room 2").update(in_use=False)
    held("09:00", person="imani")

    with pytest.raises(exceptions.TimeTaken):
        held("09:00", browser="b", person="tomasz")


def test_a_treatment_the_therapist_does_not_offer_is_refused():
    with services.schedule_change():
        factories.treatment("prenatal", []).therapists.set([])

    with pytest.raises(exceptions.NotOffered):
        held("09:00", slug="prenatal", person="imani")


def test_a_choice_from_an_older_catalogue_is_refused():
    stale = choice(person="imani")
    with services.schedule_change():
        Treatment.objects.update(cleanup_minutes=30)

    with pytest.raises(exceptions.AlreadyChanged):
        services.hold(
            browser="one", network="home", choice=stale, start=at("09:00"), now=NOW
        )

    assert not Appointment.objects.exists()


def test_staff_ignore_notice_and_grid_but_not_hours(desk):
    by_phone = {
        "contact": ROBIN,
        "safety": NO_FLAGS,
        "by": desk,
        "now": NOW,
    }
    visit = services.book_by_phone(
        choice=choice(), start=at("12:05", NOW.date()), key=factories.key(), **by_phone
    )
    assert visit.status == Status.BOOKED
    assert visit.safety_check.read_out_by == desk

    with pytest.raises(exceptions.OutsideHours):
        services.book_by_phone(
            choice=choice(), start=at("18:00"), key=factories.key(), **by_phone
        )


def test_a_visit_keeps_a_copy_of_what_was_sold():
    visit = booked()

    visit.treatment.name = "Another name"
    visit.treatment.save()
    visit.refresh_from_db()

    assert (visit.treatment_name, visit.price_cents) == ("First visit", 16500)
    assert (visit.minutes, visit.cleanup_minutes) == (60, 15)


def test_a_visit_keeps_the_terms_under_which_it_was_held(home_visit):
    with services.schedule_change():
        Treatment.objects.update(setup_minutes=10)
        BookingRules.objects.update(waives_first_late=False)

    visit = fresh(held("11:00", **home_visit).appointment)

    assert (visit.setup_minutes, visit.travel_minutes) == (10, 30)
    assert (visit.currency, visit.waives_first_late) == ("USD", False)


def test_a_reference_already_in_use_is_drawn_again(monkeypatch):
    taken = booked("09:00").reference
    drawn = iter([taken, taken, "K7Q2MX"])
    monkeypatch.setattr("booking.services.claiming.new_reference", lambda: next(drawn))

    assert held("11:00", browser="b").appointment.reference == "K7Q2MX"
