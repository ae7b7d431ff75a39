"""Mails to non-ASCII addresses, and what happens when they cannot be sent."""

import pytest
from aiosmtpd.controller import Controller

from outbox import delivery, transports
from outbox.models import Message
from tests.factories import NOW
from tests.outbox.letters import written
from tests.outbox.mail_server import Inbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(smtp):
    """Start a server that does, or does not, take addresses beyond ASCII."""
    started = []

    def start_one(takes_utf8):
        inbox = Inbox()
        server = Controller(
            inbox, hostname="127.0.0.1", port=smtp, enable_SMTPUTF8=takes_utf8
        )
        server.start()
        started.append(server)
        return inbox

    yield start_one
    for each in started:
        each.stop()


def test_an_address_with_a_non_ascii_name_is_sent_unchanged(start):
    inbox = start(takes_utf8=True)
    written(to="jörg@example.de", subject="Grüße")

    delivery.deliver_due(NOW)

    assert inbox.recipients == ["jörg@example.de"]
    [mail] = inbox.mails
    assert "jörg@example.de" in str(mail["To"])
    assert Message.objects.get().state == Message.State.SENT


def test_a_server_without_utf8_fails_that_message_with_a_reason(start):
    inbox = start(takes_utf8=False)
    broken = written(to="jörg@example.de")
    written(to="sam@example.com")

    delivery.deliver_due(NOW)

    assert inbox.recipients == ["sam@example.com"]
    broken.refresh_from_db()
    assert (broken.state, broken.reason) == (
        Message.State.FAILED,
        "The address has letters that our mail server cannot write to.",
    )


def test_a_non_ascii_domain_works_with_any_server(start):
    inbox = start(takes_utf8=False)
    written(to="robin@café.example")

    delivery.deliver_due(NOW)

    assert inbox.recipients == ["robin@xn--caf-dma.example"]


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("robin@example.com", "robin@example.com"),
        ("robin@straße.de", "robin@xn--strae-oqa.de"),
        ("jörg@BÜCHER.example", "jörg@xn--bcher-kva.example"),
    ],
)
def test_domains_are_encoded_in_punycode(address, plain):
    assert transports.plain_domain(address) == plain


def test_an_impossible_domain_is_refused():
    with pytest.raises(transports.CannotReach):
        transports.plain_domain("robin@-ü-.example")
