"""What the page of a location says about closed days ahead."""

from datetime import date, time

import pytest

from booking import catalogue
from booking.opening_hours import status_of
from clinic.models import Closure
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({}, "Monday, June 8: Team day"),
        ({"closed_from": time(14)}, "Monday, June 8, from 2:00 pm: Team day"),
        ({"closed_until": time(12)}, "Monday, June 8, until noon: Team day"),
        (
            {"closed_from": time(12), "closed_until": time(14)},
            "Monday, June 8, from noon until 2:00 pm: Team day",
        ),
        ({"ends_on": date(2026, 6, 9)}, "Monday, June 8 to Tuesday, June 9: Team day"),
    ],
)
def test_a_closure_says_from_when_to_when(hours, words):
    place = factories.clinic()
    day = date(2026, 6, 8)
    fields = {"starts_on": day, "ends_on": day, "reason": "Team day", **hours}
    Closure.objects.create(location=place, **fields)

    status = status_of(place, catalogue.current().timetable, factories.NOW)

    assert status.closures() == [words]
