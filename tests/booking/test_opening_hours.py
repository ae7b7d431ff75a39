"""What the page of a location says about closed days ahead."""

from datetime import date, time

import pytest
from django.db import IntegrityError, transaction

from booking import services
from booking.availability import catalogue
from booking.availability.opening_hours import status_of
from content import structured_data
from content.models import LocationPage
from locations.models import Closure, Location
from tests import factories

pytestmark = pytest.mark.django_db

NOT_YET = "Closed now. Opens today at 6:00 pm"


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
        (
            {"closed_from": time(22), "closed_until": time(2)},
            "Monday, June 8, from 10:00 pm until 2:00 am the next day: Team day",
        ),
        (
            {"closed_from": time(22), "closed_until": time()},
            "Monday, June 8, from 10:00 pm until midnight: Team day",
        ),
        ({"ends_on": date(2026, 6, 9)}, "Monday, June 8 to Tuesday, June 9: Team day"),
    ],
)
def test_a_closure_shows_its_hours(hours, words):
    place = factories.clinic()
    day = date(2026, 6, 8)
    fields = {"starts_on": day, "ends_on": day, "reason": "Team day", **hours}
    Closure.objects.create(location=place, **fields)

    status = status_of(place, catalogue.current().timetable, factories.NOW)

    assert status.closures() == [words]


def opened(start, stop):
    """The status of a place that has these hours every day."""
    place = factories.clinic()
    with services.schedule_change():
        place.opening_hours.update(opens_at=start, closes_at=stop)
    place = Location.objects.get()
    return status_of(place, catalogue.current().timetable, factories.NOW)


@pytest.mark.parametrize(
    ("start", "stop", "hours", "now"),
    [
        (time(8), time(20), "8:00 am to 8:00 pm", "Open now until 8:00 pm"),
        (time(8), time(), "8:00 am to midnight", "Open now until midnight"),
        (
            time(11),
            time(2),
            "11:00 am to 2:00 am the next day",
            "Open now until 2:00 am",
        ),
        (time(), time(), "all day", "Open now"),
        (time(18), time(2), "6:00 pm to 2:00 am the next day", NOT_YET),
    ],
)
def test_opening_hours_show_the_closing_time_even_past_midnight(
    start, stop, hours, now
):
    status = opened(start, stop)

    assert dict(status.week())["Monday"] == hours
    assert status.words == now


def test_structured_data_shows_that_a_place_never_closes():
    place = opened(time(), time()).location

    [business] = structured_data.location_page(LocationPage(location=place))

    monday = business["openingHoursSpecification"][0]
    assert (monday["opens"], monday["closes"]) == ("00:00", "23:59")


@pytest.mark.parametrize("at", [time(9), time(23, 55)])
def test_opening_hours_of_zero_length_are_refused(at):
    place = factories.clinic()

    with pytest.raises(IntegrityError), transaction.atomic():
        place.opening_hours.update(opens_at=at, closes_at=at)
