"""A page cache of a few seconds (docs/decisions/0011-page-cache.md).

It caches only pages that are the same for everyone and show nothing live: no times, no
places left, no form, nobody's consent. It serves only visitors without a session, so
that an editor who has just published sees the new page.
"""

from django.conf import settings
from django.core.cache import caches


class CachedPage:
    """Mixin for pages that may be cached; it comes before `Page`."""

    @property
    def may_be_cached(self):
        """Whether this page may be cached in its present state."""
        story = getattr(self, "body", ())
        return not any(getattr(each.block.meta, "is_live", False) for each in story)

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        response.may_be_cached = self.may_be_cached
        return response


class PageCache:
    """Middleware that repeats the response it sent a few seconds ago."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _is_any_reader(request):
            return self.get_response(request)
        pages, key = caches["pages"], request.get_host() + request.path
        response = pages.get(key)
        if response is None:
            response = self.get_response(request)
            if _may_be_cached(response):
                pages.set(key, response, settings.PAGE_CACHE_SECONDS)
        return response


def _is_any_reader(request):
    """Whether nothing in the request distinguishes this visitor from any other."""
    return (
        request.method == "GET"
        and not request.GET
        and not request.htmx
        and not getattr(request, "is_dummy", False)  # Wagtail's, for a preview
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def _may_be_cached(response):
    """Whether the page allows it and nothing in the response is for one browser."""
    said = getattr(response, "may_be_cached", False)
    return said and response.status_code == 200 and not response.cookies
