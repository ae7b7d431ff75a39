"""Context for every template of the site."""

from functools import cache

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from content import branding
from locations import site_context


def site(request):
    """The clinic, its brand, its menu and its locations, read lazily."""
    read = cache(site_context.current)
    return {
        "branding": SimpleLazyObject(cache(branding.current)),
        "clinic": SimpleLazyObject(lambda: read().clinic),
        "menu": SimpleLazyObject(lambda: read().menu),
        "more_pages": SimpleLazyObject(lambda: read().more),
        "locations": SimpleLazyObject(lambda: read().locations),
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }
