"""Counters for limits, shared by all processes of the site.

They are rows, or live in Redis if CACHE_URL names it. Each count is committed before
the work that it limits, so a refusal does not undo it.
"""

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from web.models import Tally

SALT = "web.tallies"


def count(key: str, seconds: int) -> int:
    """Count one more, and return the count; it restarts `seconds` after its first."""
    hidden = salted_hmac(SALT, key, algorithm="sha256").hexdigest()
    if settings.CACHE_URL:
        return _count_in_redis(hidden, seconds)
    return Tally.objects.count_one(hidden, seconds)


def _count_in_redis(key, seconds):
    """Count with Redis's atomic `incr`; a key that just expired gets a new end."""
    cache.add(key, 0, seconds)
    times = cache.incr(key)
    if times == 1:
        cache.touch(key, seconds)
    return times
