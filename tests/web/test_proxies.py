"""The owner is warned of a proxy that PROXY_COUNT leaves out."""

import pytest

from accounts.roles import Role
from tests import factories
from tests.screens import texts
from web import proxies

pytestmark = pytest.mark.django_db

FORWARDED = {"x-forwarded-for": "203.0.113.9"}


@pytest.fixture
def owner(sign_in):
    return sign_in(factories.staff(Role.OWNER))


def warnings(browser):
    """The headings of the warnings on the first page of the admin."""
    return texts(browser.get("/admin/"), ".staff__warning h2")


def test_the_owner_is_warned_of_an_unknown_proxy(client, owner, sign_in):
    desk = sign_in(factories.staff(Role.FRONT_DESK))
    assert warnings(owner) == []

    client.get("/robots.txt", headers=FORWARDED)

    assert warnings(owner) == ["Visitors are counted as one"]
    assert warnings(desk) == []


def test_a_known_proxy_causes_no_warning(client, owner, settings):
    settings.PROXY_COUNT = 1

    client.get("/robots.txt", headers=FORWARDED)

    assert not proxies.are_unknown()
    assert warnings(owner) == []


def test_an_unknown_proxy_is_recorded_once_an_hour(client, django_assert_num_queries):
    client.get("/robots.txt", headers=FORWARDED)

    with django_assert_num_queries(0):
        client.get("/robots.txt", headers=FORWARDED)
