"""Workers that share a queue, are stopped, killed, or have a wrong clock."""

import signal
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from booking.models import Appointment
from booking.models.appointments import Status
from outbox.kinds import RAW
from outbox.models import Message
from tests import factories
from tests.outbox import mail_server, workers
from tests.outbox.letters import written

pytestmark = pytest.mark.django_db(transaction=True)


def due(number):
    """Messages that are due by the real clock; their Message-IDs."""
    now = timezone.now()
    messages = [
        written(to=f"robin{n}@example.com", kind=RAW, now=now, subject="x")
        for n in range(number)
    ]
    return {f"<{message.id}@localhost>" for message in messages}


def all_have_left():
    return not Message.objects.waiting().exists()


def test_two_workers_with_a_slow_mail_server_send_each_mail_once(smtp):
    """All mails together take longer than a lease, as they may; each alone is quick."""
    ids = due(13)
    lease = timedelta(seconds=5)

    with mail_server.running(smtp) as inbox, workers.running(2, smtp, lease):
        inbox.behaviour, inbox.seconds = "slow", 1
        workers.until(all_have_left)

    assert sorted(mail["Message-ID"] for mail in inbox.mails) == sorted(ids)


def test_a_worker_stops_after_its_current_message(smtp):
    due(5)

    with mail_server.running(smtp) as inbox, workers.running(1, smtp) as [worker]:
        inbox.behaviour, inbox.seconds = "slow", 1
        workers.until(lambda: inbox.mails)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0

    assert len(inbox.mails) <= 2
    assert Message.objects.sent().count() == len(inbox.mails)


def test_a_killed_worker_loses_no_mail_and_repeats_at_most_one(smtp):
    ids = due(4)

    with mail_server.running(smtp) as inbox:
        with workers.running(1, smtp) as [worker]:
            inbox.behaviour, inbox.seconds = "slow", 1
            workers.until(lambda: inbox.mails)
            worker.kill()
            worker.wait()
        # As the end of its lease would.
        Message.objects.waiting().update(claimed_until=None)
        inbox.behaviour = "ok"
        with workers.running(1, smtp):
            workers.until(all_have_left)

    sent = [mail["Message-ID"] for mail in inbox.mails]
    assert set(sent) == ids
    assert len(sent) - len(ids) <= 1


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="A file has no clock but the machine's."
)
def test_a_worker_with_a_fast_clock_expires_no_live_hold():
    factories.clinic("Imani")
    now = timezone.now()
    factories.held(day=now.date() + timedelta(days=7), now=now)

    with time_machine.travel(now + timedelta(hours=2)):
        call_command("worker", once=True)

    assert Appointment.objects.get().status == Status.HELD
