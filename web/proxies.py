"""Notice an undeclared proxy, behind which all visitors would count as one.

With PROXY_COUNT=0 the header X-Forwarded-For is not trusted, since anyone can send it.
Limits by network address then fall on the proxy itself; the owner is told.
"""

import time

from django.conf import settings
from django.core.cache import cache

from web.shared_cache import SHARED

NOTICED = f"{SHARED}forwarded_without_proxies"
HOUR, DAY = 60 * 60, 24 * 60 * 60


class NoticeProxies:
    """Middleware that remembers for a day that X-Forwarded-For came undeclared."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.noted_at = None

    def __call__(self, request):
        if not settings.PROXY_COUNT and "X-Forwarded-For" in request.headers:
            self._note()
        return self.get_response(request)

    def _note(self):
        """Note it, at most once an hour in each process."""
        now = time.monotonic()
        if self.noted_at is None or now - self.noted_at > HOUR:
            cache.set(NOTICED, True, DAY)
            self.noted_at = now


def are_unknown():
    """Whether a proxy missing from PROXY_COUNT was noticed in the last day."""
    return not settings.PROXY_COUNT and cache.get(NOTICED, False)
