"""Pages sent again for a few seconds as they were (docs/decisions/0011-kept-pages.md).

Only pages that are the same for everyone and tell nothing of this minute: no live
times, no places left, no form, nobody's consent. Only for readers without a session,
so that an editor who has just published sees what was published.
"""

from django.conf import settings
from django.core.cache import caches


class CachedPage:
    """Mix into a page that may be cached; it comes before `Page`."""

    @property
    def may_be_cached(self):
        """Whether this one may be, as it stands now."""
        story = getattr(self, "body", ())
        return not any(getattr(each.block.meta, "is_live", False) for each in story)

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        response.may_be_cached = self.may_be_cached
        return response


class PageCache:
    """Middleware that answers once more with what it sent a few seconds ago."""

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
    """Whether nothing in the request tells this reader from any other."""
    return (
        request.method == "GET"
        and not request.GET
        and not request.htmx
        and not getattr(request, "is_dummy", False)  # Wagtail's, for a preview
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def _may_be_cached(response):
    """Whether a page said so, and its answer has nothing for one browser only."""
    said = getattr(response, "may_be_cached", False)
    return said and response.status_code == 200 and not response.cookies
