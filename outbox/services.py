"""Write messages, and take them back, in the transaction of what causes them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from outbox.models import Message


def letter(
    *,
    kind: str,
    about: UUID | None = None,
    reference: int | None = None,
    to: str = "",
    to_staff: Any = None,
    values: Mapping[str, object] | None = None,
    due_at: datetime | None = None,
    now: datetime | None = None,
) -> Message:
    """One message, not yet written; it leaves at or after `due_at`.

    `about` is the UUID of what it tells of, by which `withdraw` finds it, `reference`
    the number of a row of the past, such as a line of a visit's history. Everything
    else is read when it leaves. `to` and `values` are for what stands nowhere else or
    must stay as it was, such as a code and the address that asked for it.
    """
    now = now or timezone.now()
    return Message(
        kind=kind,
        about=about,
        reference=reference,
        to=to,
        to_staff=to_staff,
        values=values or {},
        due_at=due_at or now,
        created_at=now,
    )


def post(*letters: Message) -> None:
    """Write messages; the worker delivers them."""
    Message.objects.bulk_create(letters)


def withdraw(*, about: UUID, kinds: Collection[str]) -> int:
    """Take back the waiting messages of these kinds about one thing."""
    waiting = Message.objects.waiting().about(about).filter(kind__in=kinds)
    return waiting.update(state=Message.State.WITHDRAWN)


def is_waiting(**which: Any) -> bool:
    """Whether such a message waits already, and nobody is sending it just now."""
    unclaimed = Message.objects.waiting().filter(claimed_until=None)
    return unclaimed.filter(**which).exists()


def left_since(instant: datetime, *, about: UUID, kinds: Collection[str]) -> bool:
    """Whether a message of these kinds about one thing has left since then."""
    sent = Message.objects.sent().about(about).filter(kind__in=kinds)
    return sent.filter(sent_at__gt=instant).exists()
