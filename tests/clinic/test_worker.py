"""One round of the worker: mails leave, and timed work is done."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone, translation
from django.utils.translation import get_language

from booking import services
from booking.models import Appointment
from booking.models.appointments import Status
from outbox import delivery, jobs
from outbox.models import Message
from tests import factories
from tests.factories import NOW, ROBIN, booked, held


@pytest.fixture(autouse=True)
def clinic(transactional_db, time_machine, monkeypatch):
    time_machine.move_to(NOW, tick=False)
    for job in jobs.registered:
        monkeypatch.setattr(job, "due_at", None)
    return factories.clinic("Imani")


def one_round():
    """The worker until nothing is due, by the clock of the test."""
    call_command("worker", once=True, clock=timezone.now)


def test_a_round_sends_only_due_mails():
    booked("09:00")

    one_round()

    assert [m.subject.split(":")[0] for m in mail.outbox] == ["You are booked"]
    assert Message.objects.sent().count() == 1
    assert Message.objects.waiting().exists()


def test_a_round_expires_holds_past_their_end(time_machine):
    held("09:00")
    time_machine.move_to(NOW + timedelta(minutes=30), tick=False)

    one_round()

    assert Appointment.objects.get().status == Status.EXPIRED


def test_a_due_job_does_not_wait_for_all_mails(monkeypatch, time_machine):
    """Each mail here takes a minute; the job is due every two."""
    ran = []
    monkeypatch.setattr(jobs, "registered", [])
    jobs.add(ran.append, every=timedelta(minutes=2))
    for wall, address in (("09:00", "a"), ("11:00", "b"), ("13:00", "c")):
        booked(wall, browser=address)
    minutes = count()

    def clock():
        return NOW + timedelta(seconds=30 * next(minutes))

    call_command("worker", once=True, clock=clock)

    assert len(mail.outbox) == 3
    assert ran == [NOW, NOW + timedelta(minutes=2)]


def test_a_database_error_does_not_end_the_worker(monkeypatch, capsys):
    def down(now):
        raise DatabaseError("gone")

    monkeypatch.setattr(delivery, "deliver_next", down)

    one_round()

    assert "The database does not answer: gone" in capsys.readouterr().err


def test_a_job_runs_once_per_interval(monkeypatch):
    ran = []
    monkeypatch.setattr(jobs, "registered", [])
    jobs.add(ran.append, every=timedelta(minutes=1))

    for seconds in (0, 30, 59, 60, 61):
        jobs.run_due(NOW + timedelta(seconds=seconds))

    assert ran == [NOW, NOW + timedelta(seconds=60)]


def test_a_job_that_fails_does_not_stop_the_others(monkeypatch):
    ran = []

    def broken(now):
        raise ValueError("a slug is taken")

    monkeypatch.setattr(jobs, "registered", [])
    jobs.add(broken, every=timedelta(minutes=1))
    jobs.add(ran.append, every=timedelta(minutes=1))

    jobs.run_due(NOW)

    assert ran == [NOW]


def test_each_message_is_claimed_with_its_whole_lease_ahead(monkeypatch):
    """A mail server that takes nine minutes a mail must not use up the next lease."""
    for wall in ("09:00", "11:00", "13:00"):
        booked(wall, browser=wall)
    now, left = NOW, []

    def deliver(message, _):
        nonlocal now
        left.append(message.claimed_until - now)
        now += timedelta(minutes=9)
        Message.objects.filter(pk=message.pk).update(state=Message.State.WITHDRAWN)

    monkeypatch.setattr(delivery, "deliver", deliver)
    call_command("worker", once=True, clock=lambda: now)

    assert left == [delivery.LEASE] * 3


def test_jobs_and_letters_do_not_depend_on_the_language_of_the_thread(monkeypatch):
    factories.in_country("US", language="es", other_languages=["en"])
    monkeypatch.setattr(jobs, "registered", [])
    spoken = []
    jobs.add(lambda now: spoken.append(get_language()), every=timedelta(minutes=1))
    booked("09:00", contact=replace(ROBIN, language="en"))
    services.cancel(appointment=booked("11:00"), now=NOW)

    with translation.override("fr"):
        one_round()
        assert get_language() == "fr"

    assert set(spoken) == {"es"}
    assert sorted(m.subject.split(":")[0] for m in mail.outbox) == [
        "Cancelada",
        "You are booked",
    ]
    reasons = Message.objects.exclude(reason="").values_list("reason", flat=True)
    assert set(reasons) == {"Estado actual de la cita: cancelada."}
