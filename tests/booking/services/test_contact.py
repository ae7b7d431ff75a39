"""Change the contact of a visit."""

import pytest

from booking import services
from tests.booking.services.state import fresh, last_entry
from tests.factories import NOW, booked

pytestmark = pytest.mark.django_db


def test_a_changed_contact_is_on_record(desk):
    visit = booked()

    services.change_contact(appointment=visit, now=NOW, by=desk, floor="3")

    assert last_entry(visit) == ("contact changed", desk)


@pytest.mark.parametrize(
    ("changed", "was", "raised"),
    [
        ({"phone": "+12125550199"}, {"phone": "(212) 555-0111"}, 0),
        ({"floor": "3"}, {"floor": ""}, 1),
        ({"has_elevator": True}, {"has_elevator": None}, 1),
    ],
)
def test_only_another_place_is_an_update_for_calendars(changed, was, raised):
    visit = booked()

    services.change_contact(appointment=visit, now=NOW, **changed)

    assert fresh(visit).sequence == visit.sequence + raised
    assert visit.history.last().details == {"was": was}
