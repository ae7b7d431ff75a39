"""Whose browser this is: its own stable key, and for half an hour a proven person.

A *row* is proven for good once its mailbox said yes; a *browser* is proven for one
client for thirty minutes, in its session. Only the second changes what a page shows,
skips or fills in.
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

# Codes that one network asks for in a minute; people need one or two.
CODES_A_MINUTE = 10


@dataclass(frozen=True)
class Proof:
    """A proven mailbox, and the person it is proven for, if the clinic knows them."""

    mailbox: str
    client_id: UUID | None
    until: datetime

    @cached_property
    def client(self) -> Client | None:
        """The file that speaks for the person, as it is now."""
        return services.people_of(self.mailbox).filter(pk=self.client_id).first()


def browser_key(request) -> str:
    """A keyed hash of this browser's own key, which its session carries from now on."""
    if BROWSER not in request.session:
        request.session[BROWSER] = uuid.uuid4().hex
    return key_for("browser", request.session[BROWSER])


def known_browser_key(request) -> str:
    """The same; "" when this browser has none yet. Changes nothing."""
    key = request.session.get(BROWSER)
    return key_for("browser", key) if key else ""


def of(request, now) -> Proof | None:
    """What this browser has proven, while it lasts."""
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

    It holds for half an hour, or as long as the proof that it makes more exact.
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
    return asks_too_often(request, "code", CODES_A_MINUTE)


def end(request):
    """Forget everything that this browser was allowed, and its key."""
    request.session.flush()
