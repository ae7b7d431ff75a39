"""Postal addresses in the order of the clinic's country."""

import pytest

from locations import addresses, countries
from tests import factories

pytestmark = pytest.mark.django_db
PLACE = {"street": "12 Example Street", "city": "Town", "region": "Shire"}


@pytest.mark.parametrize(
    ("country", "lines"),
    [
        ("", ["12 Example Street", "Town, Shire 10001"]),
        ("US", ["12 Example Street", "Town, Shire 10001"]),
        ("GB", ["12 Example Street", "Town", "10001"]),
        ("DE", ["12 Example Street", "10001 Town"]),
        ("ES", ["12 Example Street", "10001 Town Shire"]),
        ("CH", ["12 Example Street", "CH-10001 Town"]),
        ("JP", ["〒10001", "Shire", "Town 12 Example Street"]),
    ],
)
def test_an_address_follows_the_country(country, lines):
    factories.in_country(country)

    assert addresses.lines(**PLACE, postal_code="10001") == lines


@pytest.mark.parametrize("country", ["", "US", "GB", "CH", "BR", "MX", "CA"])
def test_a_part_that_is_empty_leaves_no_signs(country):
    factories.in_country(country)

    assert addresses.lines("12 Example Street", "Town", "", "") == [
        "12 Example Street",
        "Town",
    ]


def test_every_country_has_an_order():
    for country in countries.names("en"):
        factories.in_country(country)
        assert any("Town" in line for line in addresses.lines(**PLACE, postal_code=""))


def test_a_place_without_an_address_has_no_lines():
    factories.in_country("US")

    assert addresses.lines("", "", "", "") == []
