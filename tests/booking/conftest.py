"""Fixtures shared by the tests of booking."""

import pytest

from accounts.roles import Role
from tests import factories


@pytest.fixture
def desk(sign_in):
    """The front desk, signed in."""
    return sign_in(factories.staff(Role.FRONT_DESK))
