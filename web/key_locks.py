"""Locks on counted keys, so that limits hold under concurrent requests."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from web.models import CountedKey


def key_for(kind: str, value: str) -> str:
    """A keyed hash of one browser, network, phone or address."""
    text = f"{kind}:{value}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def lock(keys: Iterable[str], now: datetime) -> None:
    """Lock the rows of some keys, in the order of the keys, until the transaction ends.

    Callers take these locks before those of clients and resources. SQLite has one
    writer at a time anyway.
    """
    wanted = sorted(set(keys))
    CountedKey.objects.bulk_create(
        [CountedKey(key=key, used_at=now) for key in wanted], ignore_conflicts=True
    )
    rows = CountedKey.objects.filter(key__in=wanted).order_by("key")
    list(rows.select_for_update(no_key=True).values_list("key"))
    rows.update(used_at=now)
