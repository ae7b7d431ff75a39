"""Fixtures shared by the tests of booking."""

import pytest

from accounts.roles import Role
from tests import factories
from tests.factories import NOW, booked


@pytest.fixture
def desk(sign_in):
    """The front desk, signed in."""
    return sign_in(factories.staff(Role.FRONT_DESK))


@pytest.fixture
def known():
    """A proven client whose form and safety check are complete."""
    visit = booked("15:00", person="imani")
    factories.proven(visit)
    form = visit.submission
    form.answers, form.saved_pages = {"reason": "a sore back"}, ["reason"]
    form.completed_at = NOW
    form.save()
    visit.client.refresh_from_db()
    return visit.client
