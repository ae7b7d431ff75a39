"""Messages leave once, survive every kind of bad mail server, and stay recognisable."""

from datetime import timedelta

import pytest
from django.core import mail

from outbox import checks, delivery, services
from outbox.models import Message
from tests.factories import NOW
from tests.outbox import mail_server

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def written(**changes):
    """A message that is due."""
    letter = services.letter(
        **{
            "kind": "access_code",
            "to": "robin@example.com",
            "values": {"first_name": "Robin", "code": "123456"},
            "now": NOW,
            **changes,
        }
    )
    services.post(letter)
    return letter


@pytest.fixture
def smtp(settings):
    """The settings of a real mail server; start it with `mail_server.running`."""
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.free_port()
    settings.EMAIL_TIMEOUT = 3
    return settings.EMAIL_PORT


def test_a_due_message_leaves_as_text_and_html():
    message = written()

    delivery.deliver_due(NOW)

    [sent] = mail.outbox
    assert sent.to == ["robin@example.com"]
    assert sent.subject == "Your code"
    assert sent.extra_headers["Message-ID"] == f"<{message.id}@localhost>"
    assert "Hello Robin" in sent.body
    assert sent.alternatives[0].mimetype == "text/html"


def test_a_message_leaves_only_once():
    written()

    delivery.deliver_due(NOW)
    delivery.deliver_due(NOW + HOUR)

    assert len(mail.outbox) == 1


def test_a_message_waits_until_it_is_due():
    written(due_at=NOW + HOUR)

    delivery.deliver_due(NOW)
    assert mail.outbox == []

    delivery.deliver_due(NOW + HOUR)
    assert len(mail.outbox) == 1


def test_a_private_message_forgets_what_it_said():
    message = written()

    delivery.deliver_due(NOW)

    message.refresh_from_db()
    assert message.values == {}
    assert message.state == Message.State.SENT


def test_a_message_that_does_not_hold_any_more_is_withdrawn():
    checks.add("test.never", lambda about: False)
    message = written(check_name="test.never")

    delivery.deliver_due(NOW)

    message.refresh_from_db()
    assert message.state == Message.State.WITHDRAWN
    assert mail.outbox == []


def test_a_claimed_message_is_in_nobody_elses_hands():
    written()

    assert delivery.claim(NOW) is not None
    assert delivery.claim(NOW) is None


def test_a_message_of_a_worker_that_died_is_claimed_again_after_the_lease():
    written()
    delivery.claim(NOW)

    later = delivery.claim(NOW + delivery.LEASE + timedelta(seconds=1))

    assert later.attempts == 2


def test_a_worker_whose_lease_ran_out_does_not_overwrite_the_next_one():
    written()
    slow = delivery.claim(NOW)
    delivery.claim(NOW + delivery.LEASE + timedelta(seconds=1))

    delivery._note(slow, state=Message.State.FAILED)

    assert Message.objects.get().state == Message.State.WAITING


def test_retries_come_less_and_less_often():
    minutes = [delivery.retry_after(n).total_seconds() / 60 for n in range(1, 9)]

    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_server_that_is_down_for_an_hour_loses_nothing(smtp):
    messages = [written() for _ in range(3)]
    now = NOW
    while now < NOW + HOUR:
        delivery.deliver_due(now)
        now += timedelta(minutes=5)
    assert not Message.objects.exclude(state=Message.State.WAITING).exists()

    with mail_server.running(smtp) as inbox:
        delivery.deliver_due(NOW + 3 * HOUR)

    assert sorted(m["Message-ID"] for m in inbox.mails) == sorted(
        f"<{message.id}@localhost>" for message in messages
    )


def test_a_connection_dropped_after_the_data_repeats_the_same_mail(smtp):
    written()
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "drop"
        delivery.deliver_due(NOW)
        assert Message.objects.get().state == Message.State.WAITING

        inbox.behaviour = "ok"
        delivery.deliver_due(NOW + HOUR)

    first, second = inbox.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert Message.objects.get().state == Message.State.SENT


def test_a_slow_server_delivers_once(smtp):
    written()
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "slow"
        delivery.deliver_due(NOW)
        delivery.deliver_due(NOW)

    assert len(inbox.mails) == 1


def test_a_busy_server_is_asked_again_later(smtp):
    written()
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "busy"
        delivery.deliver_due(NOW)

    message = Message.objects.get()
    assert message.state == Message.State.WAITING
    assert message.due_at == NOW + timedelta(minutes=1)
    assert message.last_error == "SMTPRecipientsRefused: no answer"


def test_an_address_that_does_not_exist_is_shown_to_staff_and_not_tried_again(smtp):
    written()
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "refuse"
        delivery.deliver_due(NOW)

    assert Message.objects.get().state == Message.State.FAILED


def test_the_rest_of_a_batch_leaves_after_a_failure(smtp):
    written(to="first@example.com")
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "drop"
        delivery.deliver_due(NOW)
        inbox.behaviour = "ok"
        written(to="second@example.com")
        delivery.deliver_due(NOW)

    assert [m["To"] for m in inbox.mails] == ["first@example.com", "second@example.com"]


def test_a_message_that_cannot_be_written_does_not_stop_the_others(monkeypatch):
    broken, whole = written(to="first@example.com"), written()
    as_email = delivery.as_email

    def fails_for_one(message):
        if message.pk == broken.pk:
            raise KeyError("wording")
        return as_email(message)

    monkeypatch.setattr(delivery, "as_email", fails_for_one)
    delivery.deliver_due(NOW)

    assert [sent.to for sent in mail.outbox] == [[whole.to]]
    broken.refresh_from_db()
    assert broken.state == Message.State.WAITING
    assert broken.last_error.startswith("KeyError")


def test_it_is_tried_for_about_three_days():
    waits = [delivery.retry_after(n) for n in range(1, delivery.TRIES)]

    assert timedelta(days=2.9) < sum(waits, timedelta()) < timedelta(days=3.1)
