"""Change the schedule: what takes bookings from then on."""

from datetime import time

import pytest

from booking import services
from booking.models import Resource
from tests import factories
from tests.factories import MONDAY
from therapists.models import Therapist

pytestmark = pytest.mark.django_db


def test_a_first_shift_makes_a_therapist_bookable(place):
    with services.schedule_change():
        noa = Therapist.objects.create(
            name="Noa", short_name="Noa", slug="noa", main_location=place
        )
    assert not Resource.objects.filter(therapist=noa).exists()

    factories.shift(noa, place, MONDAY, time(9), time(12))

    assert Resource.objects.filter(therapist=noa).count() == 1
