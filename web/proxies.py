"""Notice a proxy that nobody told us of: all its visitors would count as one.

With PROXY_COUNT=0 the header X-Forwarded-For is not believed, since anybody can send
it. So limits by network address fall on the proxy's own; the owner is told.
"""

import time

from django.conf import settings
from django.core.cache import cache

from web.shared_cache import SHARED

NOTICED = f"{SHARED}forwarded_without_proxies"
HOUR, DAY = 60 * 60, 24 * 60 * 60


class NoticeProxies:
    """Remembers for a day that X-Forwarded-For arrives while PROXY_COUNT is 0."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.noted_at = None

    def __call__(self, request):
        if not settings.PROXY_COUNT and "X-Forwarded-For" in request.headers:
            self._note()
        return self.get_response(request)

    def _note(self):
        """Once an hour in each process is often enough."""
        now = time.monotonic()
        if self.noted_at is None or now - self.noted_at > HOUR:
            cache.set(NOTICED, True, DAY)
            self.noted_at = now


def are_unknown():
    """Whether a proxy was noticed in the last day that PROXY_COUNT does not count."""
    return not settings.PROXY_COUNT and cache.get(NOTICED, False)
