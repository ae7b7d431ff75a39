"""The whole demo, loaded once for the tests of this folder and then taken back."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client as Browser
from wagtail.models import Page

from booking import catalogue as catalogues
from tests.conftest import restore


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup, django_db_blocker):
    restore(django_db_blocker)
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)
    catalogues.forget()


@pytest.fixture(scope="package")
def answers(demo):
    """(page, its HTML) of every page, asked for once."""
    browser = Browser()
    pages = Page.objects.live().filter(depth__gt=1).specific().order_by("path")
    return [(page, browser.get(page.url).text) for page in pages]
