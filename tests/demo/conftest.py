"""The whole demo, loaded once for the tests of this folder and then taken back."""

import pytest
from django.core.management import call_command
from django.db import transaction

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
