"""Calendar queries for several choices at a time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.availability import free_times
from booking.models import Treatment
from tests import factories
from tests.factories import NOW, booked, choice

pytestmark = pytest.mark.django_db

PEOPLE = ("imani", "tomasz", "priya")


@pytest.fixture(autouse=True)
def place(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", "Priya", rooms=3)


def soonest_times(people=PEOPLE):
    return list(free_times.soonest_of_each([choice(each) for each in people], NOW))


def test_asking_for_several_people_finds_the_same_times_as_one_by_one():
    booked("09:00", person="imani")

    assert soonest_times() == [
        free_times.soonest(choice(each), 1, NOW)[0] for each in PEOPLE
    ]


def test_asking_for_more_people_costs_no_more_queries():
    soonest_times()
    counts = []
    for people in (PEOPLE[:1], PEOPLE):
        wanted = [choice(each) for each in people]
        with CaptureQueriesContext(connection) as captured:
            list(free_times.soonest_of_each(wanted, NOW))
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_a_therapist_away_for_weeks_gets_their_first_time_after_that():
    imani = factories.Therapist.objects.get(slug="imani")
    factories.time_off(imani, "2026-06-01T00:00", "2026-06-20T00:00")

    first = soonest_times()[0]

    assert first == free_times.soonest(choice("imani"), 1, NOW)[0]
    assert first.start > factories.tick_of(NOW + timedelta(days=18))


def test_no_time_is_found_without_a_room():
    with factories.services.schedule_change():
        sold = Treatment.objects.get()
        sold.rooms.clear()
        sold.save()

    assert soonest_times() == [None, None, None]
