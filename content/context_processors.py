"""Context for every template of the site."""

from functools import cache

from babel import Locale
from django.conf import settings
from django.utils.functional import SimpleLazyObject

from content import branding
from locations import formatting, site_context


def site(request):
    """The clinic, its brand, its menu and its locations, read lazily."""
    read = cache(site_context.current)
    return {
        "branding": SimpleLazyObject(cache(branding.current)),
        "clinic": SimpleLazyObject(lambda: read().clinic),
        "menu": SimpleLazyObject(lambda: read().menu),
        "more_pages": SimpleLazyObject(lambda: read().more),
        "privacy_page": SimpleLazyObject(lambda: read().privacy_page),
        "rules_page": SimpleLazyObject(lambda: read().rules_page),
        "locations": SimpleLazyObject(lambda: read().locations),
        "language": SimpleLazyObject(lambda: _language(formatting.here())),
        "demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }


def _language(place: Locale) -> dict[str, str]:
    """The language of a page as HTML and Open Graph name it, and its direction."""
    return {
        "tag": str(place).replace("_", "-"),
        "og": str(place),
        "direction": place.text_direction,
    }
