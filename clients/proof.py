"""What a browser has proven: its stable key and, for half an hour, its person.

A *file* is proven for good once its mailbox has confirmed it; a *browser* is proven for
one client for thirty minutes, in its session. Only the second changes what a page
shows, skips or fills in.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from clients import services
from clients.models import Client
from clients.signals import browser_proven
from web.key_locks import key_for
from web.rate_limit import asks_too_often

BROWSER = "browser"
PROOF = "proof"
LIFE = timedelta(minutes=30)

# Codes that one network may ask for in a minute; people need one or two.
CODES_PER_MINUTE = 10


@dataclass(frozen=True)
class Proof:
    """A proven mailbox, and the person it is proven for, if the clinic knows them."""

    mailbox: str
    client_id: UUID | None
    until: datetime

    @cached_property
    def client(self) -> Client | None:
        """The person's head file, fresh from the database."""
        return services.people_of(self.mailbox).filter(pk=self.client_id).first()


def browser_key(request) -> str:
    """A keyed hash of this browser's key, which is made and kept in its session."""
    if BROWSER not in request.session:
        request.session[BROWSER] = uuid.uuid4().hex
    return key_for("browser", request.session[BROWSER])


def known_browser_key(request) -> str:
    """The keyed hash of this browser's key, or "" when it has none. Changes nothing."""
    key = request.session.get(BROWSER)
    return key_for("browser", key) if key else ""


def of(request, now) -> Proof | None:
    """What this browser has proven; None once that has run out."""
    kept = request.session.get(PROOF)
    if kept is None:
        return None
    until = datetime.fromisoformat(kept["until"])
    if now >= until:
        return None
    client_id = kept["client"]
    return Proof(kept["mailbox"], client_id and UUID(client_id), until)


def begin(request, mailbox, now, client=None, until=None):
    """Prove this browser for a mailbox and a person; the session key changes.

    It lasts half an hour, or until `until`, the end of the proof that it refines.
    """
    browser_key(request)
    request.session.cycle_key()
    request.session[PROOF] = {
        "mailbox": mailbox,
        "client": str(client.pk) if client else None,
        "until": (until or now + LIFE).isoformat(),
    }
    if client:
        browser_proven.send(Proof, client=client)


def asks_for_too_many(request) -> bool:
    """Count one more mailed code; True when this network had too many in a minute."""
    return asks_too_often(request, "code", CODES_PER_MINUTE)


def end(request):
    """Forget this browser's proof and its key."""
    request.session.flush()
