"""Write and withdraw messages, in the transaction of the change that causes them."""

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
    """Make a message, not yet saved; it is sent at or after `due_at`.

    `about` is the UUID of what it is about, by which `withdraw` finds it; `reference`
    is the id of a row of the past, such as an entry of a visit's history. Everything
    else is read when it is sent. `to` and `values` are for what is stored nowhere else
    or must not change, such as a code and the address that asked for it.
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
    """Save messages; the worker delivers them."""
    Message.objects.bulk_create(letters)


def withdraw(*, about: UUID, kinds: Collection[str]) -> int:
    """Withdraw the waiting messages of these kinds about one thing."""
    waiting = Message.objects.waiting().about(about).filter(kind__in=kinds)
    return waiting.update(state=Message.State.WITHDRAWN)


def is_waiting(**which: Any) -> bool:
    """Whether a message with these fields is waiting and is not being sent just now."""
    unclaimed = Message.objects.waiting().filter(claimed_until=None)
    return unclaimed.filter(**which).exists()


def left_since(instant: datetime, *, about: UUID, kinds: Collection[str]) -> bool:
    """Whether a message of these kinds about one thing was sent since an instant."""
    sent = Message.objects.sent().about(about).filter(kind__in=kinds)
    return sent.filter(sent_at__gt=instant).exists()
