"""What every template of the site may need."""

from functools import cache

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from locations import site_context


def site(request):
    """The clinic, its menu and its locations, read when the first is printed."""
    read = cache(site_context.current)
    return {
        "clinic": SimpleLazyObject(lambda: read().clinic),
        "menu": SimpleLazyObject(lambda: read().menu),
        "more_pages": SimpleLazyObject(lambda: read().more),
        "locations": SimpleLazyObject(lambda: read().locations),
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }
