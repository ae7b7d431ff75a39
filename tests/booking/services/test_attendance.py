"""The day of a visit: the steps that staff mark."""

from datetime import timedelta

import pytest

from booking import exceptions, services
from booking.models import Occupancy
from booking.models.appointments import Status
from booking.services import attendance
from tests.booking.services.state import free_at, last_entry
from tests.factories import NOW, booked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "hours", "after"),
    [
        (Status.BOOKED, -48, []),
        (Status.BOOKED, 0, [Status.ARRIVED, Status.NO_SHOW]),
        (Status.BOOKED, -1, [Status.ARRIVED]),
        (Status.ARRIVED, 0, [Status.IN_PROGRESS]),
        (Status.IN_PROGRESS, 1, [Status.DONE]),
        (Status.DONE, 1, []),
        (Status.CANCELLED, 1, []),
    ],
)
def test_a_visit_takes_the_next_step_when_it_is_time(status, hours, after):
    visit = booked()
    visit.status = status
    now = visit.starts_at + timedelta(hours=hours)

    assert attendance.steps_from(visit, now) == after


@pytest.mark.parametrize("hours", [0, 1])
def test_an_arrival_and_a_missed_visit_are_on_record(desk, hours):
    visit = booked()
    status = Status.NO_SHOW if hours else Status.ARRIVED
    now = visit.starts_at + timedelta(hours=hours)

    attendance.mark(appointment=visit, status=status, by=desk, now=now)

    assert last_entry(visit) == (str(status), desk)
    assert Occupancy.objects.filter(appointment=visit).exists() is (not hours)


def test_a_finished_visit_releases_its_time_and_cannot_go_back(desk):
    visit = booked("09:00", person="imani")
    for status in (Status.ARRIVED, Status.IN_PROGRESS):
        services.mark(appointment=visit, status=status, by=desk, now=visit.starts_at)
    assert not free_at("09:00")

    services.mark(appointment=visit, status=Status.DONE, by=desk, now=visit.starts_at)

    assert free_at("09:00")
    with pytest.raises(exceptions.AlreadyChanged):
        services.mark(
            appointment=visit, status=Status.ARRIVED, by=desk, now=visit.starts_at
        )


def test_a_visit_cannot_be_marked_as_missed_before_it_begins():
    visit = booked("09:00", person="imani")

    with pytest.raises(exceptions.NotYet):
        services.mark(appointment=visit, status=Status.NO_SHOW, by=None, now=NOW)
