"""Where the services work in these tests, and for whom."""

import pytest

from booking import services
from tests import factories
from therapists.models import Therapist


@pytest.fixture(autouse=True)
def place():
    """Two rooms, where Imani and Tomasz work."""
    return factories.clinic("Imani", "Tomasz", rooms=2)


@pytest.fixture
def desk():
    """The account of the front desk."""
    return factories.staff("Front desk")


@pytest.fixture
def home_visit():
    """The choice of a home visit to which Imani travels for half an hour."""
    with services.schedule_change():
        home = factories.location("homes", visits_homes=True)
        imani = Therapist.objects.get(slug="imani")
        imani.working_hours.update(location=home)
        factories.treatment("at-home", [imani], is_home_visit=True, travel_minutes=30)
    return {"slug": "at-home", "location": "homes", "person": "imani"}
