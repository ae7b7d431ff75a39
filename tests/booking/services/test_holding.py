"""Hold a time for a browser: one at a time, for ten minutes, and at most forty."""

from datetime import timedelta

import pytest

from booking import exceptions, services
from booking.models import Appointment, OccupiedTick
from booking.models.appointments import Status
from booking.services import holding
from tests import factories
from tests.booking.services.state import ends_of, free_at, fresh
from tests.factories import NO_FLAGS, NOW, ROBIN, at, booked, choice, held

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_a_new_hold_of_the_same_browser_releases_the_old_one():
    held("09:00", person="imani")

    held("14:00", person="imani")

    assert free_at("09:00")


def test_a_browser_may_hold_a_time_overlapping_its_own_hold():
    held("09:00", person="imani")

    later = held("09:15", person="imani")

    assert later.appointment.starts_at.isoformat() == "2026-06-08T13:15:00+00:00"


def test_the_same_time_with_another_therapist_is_a_hold_of_its_own():
    imani, tomasz = (choice(person=name).therapist.id for name in ("imani", "tomasz"))
    held("09:00", named=imani)

    again = held("09:00", named=tomasz)

    assert again.appointment.therapist_id == tomasz


def test_what_was_typed_is_carried_to_the_next_time():
    first = held("09:00")
    assert first.contents["typed"] == {}
    first.contents["typed"] = {"details": {"name": "Robin Vale"}}
    first.save()

    second = held("11:00")

    assert second.contents["typed"] == {"details": {"name": "Robin Vale"}}


@pytest.mark.parametrize("chosen", [None, {"treatment": "first-visit", "length": 60}])
def test_a_draft_keeps_the_choice_as_the_page_put_it(chosen):
    draft = services.hold(
        browser="one",
        network="home",
        choice=choice(person="imani"),
        chosen=chosen,
        start=at("09:00"),
        now=NOW,
    )

    assert draft.contents["choice"] == (chosen or choice(person="imani").slugs)


@pytest.mark.parametrize(
    ("shown", "passed_on"), [("", False), ("imani", True), ("tomasz", False)]
)
def test_a_draft_says_when_another_therapist_than_shown_is_held(shown, passed_on):
    held("09:00", browser="b", person="imani")
    named = choice(person=shown).therapist.id if shown else None

    assert held("09:00", named=named).contents["passed_on"] is passed_on


def test_a_new_hold_does_not_release_a_visit_booked_in_another_tab():
    first = held("09:00", person="imani")
    visit = services.book(draft=first, contact=ROBIN, safety=NO_FLAGS, now=NOW)

    held("13:00", person="imani")

    visit.refresh_from_db()
    assert visit.status == Status.BOOKED
    assert OccupiedTick.objects.filter(occupancy__appointment=visit).count() == 30
    assert not free_at("09:00")


def test_one_network_can_hold_only_a_limited_number_of_times(settings):
    settings.HOLDS_PER_ADDRESS = 2
    held("09:00", browser="a", network="office")
    held("11:00", browser="b", network="office")

    with pytest.raises(exceptions.TooManyHolds):
        held("13:00", browser="c", network="office")
    assert held("13:00", browser="c", network="home").appointment


def test_a_hold_can_be_extended_three_times_by_ten_minutes_each():
    of = held()
    for minutes in (1, 2, 3):
        services.extend(
            appointment=of.appointment, now=NOW + timedelta(minutes=minutes)
        )

    with pytest.raises(exceptions.HoldExpired):
        services.extend(appointment=of.appointment, now=NOW + timedelta(minutes=4))
    of.appointment.refresh_from_db()
    assert of.appointment.expires_at == NOW + timedelta(minutes=40)
    assert not free_at("09:00", person=of.appointment.therapist.slug)


def test_extending_a_hold_moves_the_end_of_its_time_alone():
    mine, other = held("09:00"), held("13:00", browser="b")
    before = ends_of(other)

    holding.extend(appointment=mine.appointment, now=NOW + timedelta(minutes=5))

    until = fresh(mine.appointment).expires_at
    assert until > mine.appointment.expires_at
    assert ends_of(mine) == {int(until.timestamp())}
    assert ends_of(other) == before
    assert fresh(other.appointment).expires_at == other.appointment.expires_at


@pytest.mark.parametrize("gone", ["another draft", "booked", "over"])
def test_only_a_live_hold_of_ones_own_is_extended(gone):
    mine = held("09:00")
    elsewhere = {
        "another draft": Appointment(pk=factories.key()),
        "booked": booked("13:00", browser="b"),
        "over": mine.appointment,
    }
    now = NOW + DAY if gone == "over" else NOW

    with pytest.raises(exceptions.HoldExpired):
        holding.extend(appointment=elsewhere[gone], now=now)

    assert fresh(mine.appointment).extensions == 0
