"""Messages leave once, survive every kind of bad mail server, and stay recognisable."""

from datetime import timedelta

import pytest
from django.core import mail

from outbox import delivery, kinds, signals
from outbox.models import Message
from tests import factories
from tests.factories import NOW
from tests.outbox import mail_server
from tests.outbox.letters import Note, written

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_a_due_message_is_sent_as_text_and_html():
    message = written()

    delivery.deliver_due(NOW)

    [sent] = mail.outbox
    assert sent.to == ["robin@example.com"]
    assert sent.subject == "A note"
    assert sent.extra_headers["Message-ID"] == f"<{message.id}@localhost>"
    assert sent.body == "Hello."
    assert sent.alternatives[0].mimetype == "text/html"


def test_a_message_is_sent_only_once():
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


def test_a_private_message_is_emptied_after_sending():
    message = written(kind=kinds.RAW, subject="Code", text="It is 123456.")

    delivery.deliver_due(NOW)

    message.refresh_from_db()
    assert message.values == {}
    assert (message.state, message.subject) == (Message.State.SENT, "Code")


def test_an_outdated_message_is_withdrawn_with_a_reason():
    message = written(why_not="The visit is over.")

    delivery.deliver_due(NOW)

    message.refresh_from_db()
    assert message.state == Message.State.WITHDRAWN
    assert message.reason == "The visit is over."
    assert mail.outbox == []


def test_a_message_to_a_closed_account_is_withdrawn():
    person = factories.staff("Owner", email="owner@example.com")
    message = written(to="")
    Message.objects.update(to_staff=person)
    person.is_active = False
    person.save()

    delivery.deliver_due(NOW)

    message.refresh_from_db()
    assert message.reason == "The account is closed."


def test_a_message_without_an_address_is_withdrawn_and_not_sent():
    written(to="")

    delivery.deliver_due(NOW)

    message = Message.objects.get()
    assert message.state == Message.State.WITHDRAWN
    assert message.reason == "There is no mail address."


def test_a_message_to_staff_goes_to_their_current_address():
    person = factories.staff("Owner", email="owner@example.com")
    written(to="")
    Message.objects.update(to_staff=person)
    type(person).objects.update(email="other@example.com")

    delivery.deliver_due(NOW)

    assert [sent.to for sent in mail.outbox] == [["other@example.com"]]
    assert Message.objects.get().to == "other@example.com"


def test_a_claimed_message_cannot_be_claimed_again():
    written()

    assert delivery.claim(NOW) is not None
    assert delivery.claim(NOW) is None


def test_a_message_of_a_dead_worker_is_claimed_after_its_lease():
    written()
    delivery.claim(NOW)

    later = delivery.claim(NOW + delivery.LEASE + timedelta(seconds=1))

    assert later.attempts == 2


def test_a_worker_whose_lease_expired_does_not_overwrite_the_next_one():
    written()
    slow = delivery.claim(NOW)
    delivery.claim(NOW + delivery.LEASE + timedelta(seconds=1))

    delivery.deliver(slow, NOW)

    assert Message.objects.get().state == Message.State.WAITING


def test_retries_are_spaced_further_and_further_apart():
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


def test_a_mail_whose_connection_dropped_is_resent_with_the_same_id(smtp):
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


def test_a_slow_server_gets_each_mail_once(smtp):
    written()
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "slow"
        delivery.deliver_due(NOW)
        delivery.deliver_due(NOW)

    assert len(inbox.mails) == 1


def test_a_mail_refused_by_a_busy_server_is_retried_later(smtp):
    written()
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "busy"
        delivery.deliver_due(NOW)

    message = Message.objects.get()
    assert message.state == Message.State.WAITING
    assert message.due_at == NOW + timedelta(minutes=1)
    assert message.reason == "The mail server refused the address (451)."


def test_a_mail_to_a_nonexistent_address_fails_without_a_retry(smtp):
    written()
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "refuse"
        delivery.deliver_due(NOW)

    assert Message.objects.get().state == Message.State.FAILED


def test_the_rest_of_a_batch_is_sent_after_a_failure(smtp):
    written(to="first@example.com")
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "drop"
        delivery.deliver_due(NOW)
        inbox.behaviour = "ok"
        written(to="second@example.com")
        delivery.deliver_due(NOW)

    assert [m["To"] for m in inbox.mails] == ["first@example.com", "second@example.com"]


BROKEN = [
    ({"kind": "gone_kind"}, "Nothing here sends messages of this kind."),
    ({"condition_fails": 1}, "It could not be put together (KeyError)."),
    ({"fails_with": "KeyError"}, "It could not be put together (KeyError)."),
    ({"fails_with": "TypeError"}, "It could not be put together (TypeError)."),
    ({"to": "two@example.com\nBcc: all"}, "It could not be put together (ValueError)."),
]


@pytest.mark.parametrize(("wrong", "reason"), BROKEN)
def test_a_broken_message_does_not_block_the_next_one(wrong, reason, smtp):
    broken = written(**wrong)
    written(to="sam@example.com")

    with mail_server.running(smtp) as inbox:
        assert delivery.deliver_due(NOW) == 2

    assert [sent["To"] for sent in inbox.mails] == ["sam@example.com"]
    broken.refresh_from_db()
    assert (broken.state, broken.attempts) == (Message.State.WAITING, 1)
    assert broken.reason == reason


def test_a_line_break_in_a_subject_is_folded():
    written(subject="Hello\r\nBcc: all@example.com")

    delivery.deliver_due(NOW)

    assert [sent.subject for sent in mail.outbox] == ["Hello Bcc: all@example.com"]


def test_an_overlong_subject_is_sent_whole_and_stored_truncated(transactional_db):
    written(subject="x" * 300)

    delivery.deliver_due(NOW)

    assert [sent.subject for sent in mail.outbox] == ["x" * 300]
    assert Message.objects.get().subject == "x" * 200


def test_an_error_after_sending_does_not_send_the_mail_again(monkeypatch):
    def fails(self):
        raise KeyError("gone")

    monkeypatch.setattr(Note, "left", fails)
    written()

    delivery.deliver_due(NOW)

    assert Message.objects.get().state == Message.State.SENT


def test_a_failed_message_is_signalled_once(smtp):
    told = []

    def listen(sender, message, now, **signal):
        told.append(message.pk)

    message = written()
    signals.failed.connect(listen)
    with mail_server.running(smtp) as inbox:
        inbox.behaviour = "refuse"
        delivery.deliver_due(NOW)
        delivery.deliver_due(NOW + HOUR)
    signals.failed.disconnect(listen)

    assert message.pk in told
    assert len(told) == 1


def test_a_message_is_retried_for_about_three_days():
    waits = [delivery.retry_after(n) for n in range(1, delivery.TRIES)]

    assert timedelta(days=2.9) < sum(waits, timedelta()) < timedelta(days=3.1)
