"""The date is that of the clinic, or of a place, never that of UTC."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from intake import cautions
from intake.forms import BirthdayField
from locations import clock
from tests import factories

pytestmark = pytest.mark.django_db

# Ten at night on Sunday, June 7 in New York; in UTC and in Tokyo it is Monday.
SUNDAY_NIGHT = datetime(2026, 6, 8, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def place(time_machine):
    time_machine.move_to(SUNDAY_NIGHT, tick=False)
    return factories.clinic("Imani")


def test_today_is_the_local_date_of_the_clinic():
    assert clock.today(SUNDAY_NIGHT) == date(2026, 6, 7)
    assert clock.day_began(SUNDAY_NIGHT).astimezone(UTC) == datetime(
        2026, 6, 7, 4, tzinfo=UTC
    )


def test_every_location_has_its_own_date(place):
    tokyo = factories.location("tokyo", zone="Asia/Tokyo")

    assert place.today(SUNDAY_NIGHT) == date(2026, 6, 7)
    assert tokyo.today(SUNDAY_NIGHT) == date(2026, 6, 8)


def test_a_birthday_after_the_local_date_is_refused():
    with pytest.raises(ValidationError, match="your own date of birth"):
        BirthdayField().compress([6, 8, 2026])


def test_a_client_is_under_18_until_local_midnight():
    today = clock.today(SUNDAY_NIGHT)

    [caution] = cautions.raised_by({"birthday": "2008-06-08"}, today)

    assert caution.words == "under 18"
