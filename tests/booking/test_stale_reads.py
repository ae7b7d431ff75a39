"""Nothing read before a lock is trusted after it: two connections at one visit."""

import threading

import pytest
from django.db import connection, transaction

from booking import exceptions, services
from booking.availability import free_times
from booking.models import Appointment, Resource
from booking.models.appointments import Status
from tests import factories
from tests.factories import MONDAY, NOW, at, booked, choice

pytestmark = pytest.mark.django_db(transaction=True)

only_postgresql = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite has one writer at a time"
)


@pytest.fixture
def visit():
    factories.clinic("Anna", "Bert", rooms=2)
    return booked("09:00", person="anna")


class Waiting(threading.Thread):
    """A service in a connection of its own; `outcome` is what it returned or raised."""

    def __init__(self, service, **arguments):
        super().__init__()
        self.service, self.arguments, self.outcome = service, arguments, None

    def run(self):
        try:
            self.outcome = self.service(**self.arguments)
        except exceptions.Refused as refusal:
            self.outcome = refusal
        finally:
            connection.close()


def while_moving(visit, service, mover=None, **arguments):
    """Move the visit to Bert, and begin another service before that commits."""
    stale = Appointment.objects.get(pk=visit.pk)
    other = Waiting(service, appointment=stale, now=NOW, **arguments)
    with transaction.atomic():
        services.reschedule(
            appointment=visit,
            choice=choice(person="bert"),
            start=at("14:00"),
            by=mover,
            now=NOW,
        )
        other.start()
        other.join(0.5)
        assert other.is_alive()
    other.join(20)
    return other.outcome


def version_of(name):
    return Resource.objects.get(therapist__name=name).version


def offered(wall, person):
    answer = free_times.openings(choice(person=person), MONDAY, MONDAY, NOW)
    return at(wall) in [opening.start for opening in answer.openings_on(MONDAY)]


@only_postgresql
def test_cancelling_during_a_concurrent_move_is_refused(visit):
    outcome = while_moving(visit, services.cancel)

    assert isinstance(outcome, exceptions.AlreadyChanged)
    visit.refresh_from_db()
    assert (visit.status, visit.sequence) == (Status.BOOKED, 1)


@only_postgresql
def test_declining_during_a_concurrent_move_releases_the_new_time(visit):
    Appointment.objects.filter(pk=visit.pk).update(
        status=Status.REQUESTED, expires_at=visit.starts_at
    )
    desk = factories.staff("Front desk")
    visit.refresh_from_db()

    outcome = while_moving(visit, services.decline, mover=desk, by=desk)

    assert outcome.status == Status.DECLINED
    assert version_of("Bert") == 2
    assert offered("14:00", "bert")
    assert outcome.sequence == 2


def test_cancelling_a_stale_visit_releases_its_current_resources(visit):
    stale = Appointment.objects.get(pk=visit.pk)
    services.reschedule(
        appointment=visit, choice=choice(person="bert"), start=at("09:00"), now=NOW
    )
    before = version_of("Bert")

    services.cancel(appointment=stale, now=NOW)

    assert version_of("Bert") == before + 1
    assert offered("09:00", "bert")


def test_every_visible_change_raises_the_sequence_by_one(visit):
    stale = Appointment.objects.get(pk=visit.pk)
    services.reschedule(
        appointment=visit, choice=choice(person="bert"), start=at("09:00"), now=NOW
    )
    services.cancel(appointment=stale, now=NOW)

    visit.refresh_from_db()
    assert visit.sequence == 2


def test_a_request_cannot_be_accepted_after_its_start(visit):
    Appointment.objects.filter(pk=visit.pk).update(
        status=Status.REQUESTED, expires_at=visit.starts_at
    )

    with pytest.raises(exceptions.TimePassed):
        services.accept(
            appointment=visit,
            by=factories.staff("Front desk"),
            now=visit.starts_at + factories.timedelta(hours=5),
        )
