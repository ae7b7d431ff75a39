"""The dates of events that the schedule of the clinic must respect."""

from datetime import date, time

import pytest

from blog.models import EventPage
from locations import event_dates
from tests import factories, pages
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.clinic("Imani")


def dates(now=NOW):
    return [f"{each.title} {each.starts_at:%m-%d}" for each in event_dates.ahead(now)]


def test_each_date_of_a_class_uses_the_time_zone_of_its_location(place):
    pages.event(
        title="Class",
        location=place,
        starts_on=date(2026, 5, 27),
        starts_at=time(22),
        ends_at=time(23),
        repeats=EventPage.Repeats.WEEKLY,
        repeats_until=date(2026, 6, 12),
    )

    [first, _] = event_dates.ahead(NOW)

    assert dates() == ["Class 06-03", "Class 06-10"]
    assert f"{first.starts_at:%H:%M %Z}" == "22:00 EDT"


def test_events_elsewhere_cancelled_past_or_unpublished_are_left_out(place):
    pages.event(location=None, place="The park")
    pages.event(location=place, status=EventPage.Status.CANCELLED)
    pages.event(location=place, starts_on=date(2026, 5, 20))
    pages.event(location=place, live=False)

    assert dates() == []
