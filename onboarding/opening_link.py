"""The one-time address at which an empty clinic gets its first owner.

It works for an hour, a newer one ends it, and the first owner ends all. Only a digest
of its token is stored.
"""

import hashlib
import secrets

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from accounts.models import User
from accounts.roles import Role
from web.shared_cache import SHARED

KEY = f"{SHARED}opening_link"
HOUR = 60 * 60  # seconds


def fresh() -> str:
    """A new address; the one before stops working."""
    token = secrets.token_urlsafe(32)
    cache.set(KEY, _digest(token), HOUR)
    return settings.SITE_URL + reverse("open_clinic", args=[token])


def works(token: str) -> bool:
    """Whether this is the token of the newest address, and there is no owner yet."""
    newest = cache.get(KEY, "")
    return constant_time_compare(_digest(token), newest) and not has_owner()


def has_owner() -> bool:
    """Whether somebody owns this clinic; then no address opens it any more."""
    return User.objects.with_role(Role.OWNER).exists()


def end() -> None:
    """End the newest address."""
    cache.delete(KEY)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
