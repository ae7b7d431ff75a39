"""A cache without Redis: in the memory of each process, except for shared keys.

allauth counts sign-ins and remembers used codes in the default cache. Two processes
with a cache each would allow twice as many, and accept one code twice; so these keys,
and our own that begin with SHARED, are stored in rows. All others stay in memory.
"""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.utils.crypto import salted_hmac

from web.models import SharedValue

SHARED = "clinic.shared."


class SharedCache(LocMemCache):
    """A memory cache, with rows behind the keys that all processes share."""

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        if not _is_shared(key):
            return super().add(key, value, timeout, version)
        return SharedValue.objects.claim(_hidden(key), value, self._seconds(timeout))

    def get(self, key, default=None, version=None):
        if not _is_shared(key):
            return super().get(key, default, version)
        return SharedValue.objects.read(_hidden(key), default)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        if not _is_shared(key):
            super().set(key, value, timeout, version)
        else:
            SharedValue.objects.put(_hidden(key), value, self._seconds(timeout))

    def delete(self, key, version=None):
        if not _is_shared(key):
            return super().delete(key, version)
        return bool(SharedValue.objects.filter(key=_hidden(key)).delete()[0])

    def incr(self, key, delta=1, version=None):
        if _is_shared(key):
            raise NotImplementedError("Count with web.tallies, in one statement.")
        return super().incr(key, delta, version)

    def _seconds(self, timeout):
        given = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return max(1, round(given))


def _is_shared(key):
    return key.startswith(("allauth", SHARED))


def _hidden(key):
    """Hash a key, since keys of allauth contain network addresses."""
    return salted_hmac("web.shared_cache", key, algorithm="sha256").hexdigest()
