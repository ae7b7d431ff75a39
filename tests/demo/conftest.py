"""The whole demo, loaded once for the tests of this folder and then taken back."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client as Browser
from django.test import override_settings
from wagtail.models import Page

from demo.management.commands.demo import Command as DemoCommand
from locations import site_context
from tests import demo_clinic
from tests.conftest import forget, restore
from tests.screens import parsed

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """One process runs all of it, so that the demo is loaded once."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    restore(django_db_blocker)
    forget()
    sqlite = connection.vendor == "sqlite"
    clinic = _copied(tmp_path_factory) if sqlite else _loaded()
    with django_db_blocker.unblock(), clinic:
        yield
    forget()


@contextmanager
def _copied(tmp_path_factory):
    clinic = demo_clinic.copy_to(tmp_path_factory.mktemp("demo") / "clinic")
    pytest.database.use(clinic.database)
    with override_settings(MEDIA_ROOT=clinic.media), transaction.atomic():
        yield
        transaction.set_rollback(True)
    pytest.database.use(pytest.database.live)


@contextmanager
def _loaded():
    with transaction.atomic():
        call_command(DemoCommand(), verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def answers(demo):
    """(page, its parsed HTML) of every English page, asked for once."""
    return answers_in("en")


@pytest.fixture(scope="package")
def spanish_answers(demo):
    """The same of every page in Spanish."""
    return answers_in("es")


@pytest.fixture(scope="package")
def all_answers(answers, spanish_answers):
    return [*answers, *spanish_answers]


def answers_in(language):
    site_context.current()  # knows the languages, and so how addresses begin
    browser = Browser()
    pages = Page.objects.live().filter(depth__gt=1, locale__language_code=language)
    return [
        (page, parsed(browser.get(page.url)))
        for page in pages.specific().order_by("path")
    ]
