"""The kind of message that these tests write, and a mail server that can misbehave."""

import pytest

from outbox import kinds
from tests.outbox import mail_server
from tests.outbox.letters import Note


@pytest.fixture(autouse=True)
def note(monkeypatch):
    monkeypatch.setitem(kinds.registered, Note.name, Note)


@pytest.fixture
def smtp(settings):
    """The port of a real mail server; start it with `mail_server.running`."""
    settings.MAIL_TRANSPORT = "outbox.transports.SMTPBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.free_port()
    settings.EMAIL_TIMEOUT = 3
    return settings.EMAIL_PORT
