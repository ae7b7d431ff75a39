"""Visits of one person at one time, by what each reader may know."""

import pytest

from booking import exceptions, services
from booking.services import person
from tests import factories
from tests.factories import NO_FLAGS, NOW, ROBIN, at, booked, choice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("other", "for_staff", "for_the_mailbox"),
    [
        (ROBIN, True, True),
        (factories.Contact("ROBIN  VALE", "robin@example.com", "+12125550199"), 1, 1),
        (factories.Contact("Robin Vale", "", "+12125550111"), True, False),
        (factories.Contact("Robin Vale", "rv@example.com", "+12125550111"), 1, 0),
        (factories.Contact("Ada Vale", "robin@example.com", "+12125550111"), 0, 0),
        (factories.Contact("Robin Vale", "rv@example.com", "+12125550199"), 0, 0),
    ],
)
def test_visits_of_one_person_at_one_time_are_found(other, for_staff, for_the_mailbox):
    mine = booked("09:00", person="imani")
    second = booked("09:00", contact=other, person="tomasz", browser="b")

    assert person.expected_elsewhere(mine, NOW) == [second] * for_staff
    assert person.in_one_mailbox(mine, NOW) == [second] * for_the_mailbox


def test_a_caller_who_is_known_is_not_booked_at_two_places_at_once(desk):
    first = booked("09:00", person="imani")
    new_number = factories.Contact("Robin Vale", "", "+12125550199")

    with pytest.raises(exceptions.SamePerson):
        services.book_by_phone(
            choice=choice("tomasz"),
            start=at("09:00"),
            contact=new_number,
            safety=NO_FLAGS,
            by=desk,
            key=factories.key(),
            now=NOW,
            client=first.client,
        )
