"""The questions asked of the calendar for more than one choice at a time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.availability import queries
from booking.models import Treatment
from tests import factories
from tests.factories import NOW, booked, choice

pytestmark = pytest.mark.django_db

PEOPLE = ("imani", "tomasz", "priya")


@pytest.fixture(autouse=True)
def place(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", "Priya", rooms=3)


def of_each(people=PEOPLE):
    return list(queries.soonest_of_each([choice(each) for each in people], NOW))


def test_each_has_the_time_that_asking_alone_would_find():
    booked("09:00", person="imani")

    assert of_each() == [queries.soonest(choice(each), 1, NOW)[0] for each in PEOPLE]


def test_asking_for_more_people_sends_no_more_statements():
    of_each()
    counts = []
    for people in (PEOPLE[:1], PEOPLE):
        wanted = [choice(each) for each in people]
        with CaptureQueriesContext(connection) as captured:
            list(queries.soonest_of_each(wanted, NOW))
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_who_is_away_for_two_weeks_is_found_after_them():
    imani = factories.Therapist.objects.get(slug="imani")
    factories.time_off(imani, "2026-06-01T00:00", "2026-06-20T00:00")

    first = of_each()[0]

    assert first == queries.soonest(choice("imani"), 1, NOW)[0]
    assert first.start > factories.tick_of(NOW + timedelta(days=18))


def test_without_a_room_there_is_none():
    with factories.services.schedule_change():
        sold = Treatment.objects.get()
        sold.rooms.clear()
        sold.save()

    assert of_each() == [None, None, None]
