"""Where the services work in these tests, and for whom."""

import pytest

from tests import factories


@pytest.fixture(autouse=True)
def place():
    """Two rooms, where Imani and Tomasz work."""
    return factories.clinic("Imani", "Tomasz", rooms=2)


@pytest.fixture
def desk():
    """The account of the front desk."""
    return factories.staff("Front desk")
