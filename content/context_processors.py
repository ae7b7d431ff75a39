"""Context for every template of the site."""

from functools import cache

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from locations import site_context


def site(request):
    """The clinic, its menu and its locations, read lazily."""
    read = cache(site_context.current)
    return {
        "clinic": SimpleLazyObject(lambda: read().clinic),
        "menu": SimpleLazyObject(lambda: read().menu),
        "more_pages": SimpleLazyObject(lambda: read().more),
        "locations": SimpleLazyObject(lambda: read().locations),
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }
