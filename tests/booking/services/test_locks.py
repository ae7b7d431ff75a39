"""Every write that takes or frees time raises the versions of its resources."""

import pytest

from booking import services
from booking.models import Resource
from tests.factories import NOW, at, booked, choice, held

pytestmark = pytest.mark.django_db


def test_every_write_raises_the_version_of_its_resources():
    def versions():
        return sum(Resource.objects.values_list("version", flat=True))

    seen = [versions()]
    held_time = held("15:00", person="imani").appointment
    seen.append(versions())
    services.extend(appointment=held_time, now=NOW)
    seen.append(versions())
    services.release(appointment=held_time)
    seen.append(versions())
    visit = booked("09:00", person="imani")
    seen.append(versions())
    services.reschedule(
        appointment=visit, choice=choice(person="imani"), start=at("13:00"), now=NOW
    )
    seen.append(versions())
    visit.refresh_from_db()
    services.cancel(appointment=visit, now=NOW)
    seen.append(versions())

    assert seen == sorted(set(seen))
