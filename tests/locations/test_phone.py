"""Pages name a number to call, or none: never the place of one that is missing."""

import pytest
from django.core.cache import cache
from wagtail.models import Page

from content.models import HomePage
from locations import site_context
from locations.models import ClinicDetails
from tests import factories
from tests.screens import parsed, texts

pytestmark = pytest.mark.django_db

PAGES = ("/", "/book/", "/no-such-page/", "/accounts/login/", "/search/?q=psoas")


@pytest.fixture(autouse=True)
def home():
    home = HomePage(title="Ours", slug="ours", headline="Come in", introduction="Hi.")
    Page.objects.get(depth=1).add_child(instance=home)


@pytest.mark.parametrize("path", PAGES)
def test_a_clinic_without_a_number_asks_nobody_to_call(client, path):
    page = client.get(path)

    assert not [words for words in texts(page, "p") if "call" in words.lower()]
    assert not parsed(page).select("header li:empty, header p:empty")


@pytest.mark.parametrize("path", PAGES)
def test_without_a_number_of_its_own_a_clinic_gives_that_of_its_first_place(
    client, path
):
    factories.clinic()
    ClinicDetails.objects.update(phone="")
    cache.clear()

    page = client.get(path)

    assert "tel:+1-212-555-0142" in {a["href"] for a in parsed(page).select("a[href]")}
    assert ClinicDetails.objects.get().phone == ""


def test_the_number_of_the_clinic_goes_before_that_of_a_place():
    factories.clinic()
    ClinicDetails.objects.update(phone="+12125550143")
    cache.clear()

    assert site_context.current().clinic.phone == "+12125550143"
