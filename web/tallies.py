"""How often somebody may do something, counted by all processes of the site together.

In rows; in Redis where CACHE_URL names it. Each count is committed before the work that
it bounds, so a refusal does not take it back.
"""

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from web.models import Tally

SALT = "web.tallies"


def count(key: str, seconds: int) -> int:
    """Count one more; how many there were since the first, which `seconds` forgets."""
    hidden = salted_hmac(SALT, key, algorithm="sha256").hexdigest()
    if settings.CACHE_URL:
        return _count_in_redis(hidden, seconds)
    return Tally.objects.count_one(hidden, seconds)


def _count_in_redis(key, seconds):
    """`incr` is one step in Redis; a key that ended just before it gets a new end."""
    cache.add(key, 0, seconds)
    times = cache.incr(key)
    if times == 1:
        cache.touch(key, seconds)
    return times
