"""Wagtail's locales, as the clinic's languages want them.

Wagtail takes the locale of LANGUAGE_CODE for granted, so that one always stays.
"""

from django.conf import settings
from wagtail.models import Locale, Page, Site

HOME = 2  # the depth of home pages in the tree


def of(language: str) -> Locale:
    """The locale of a language; made when it is first asked for."""
    return Locale.objects.get_or_create(language_code=language)[0]


def homes() -> dict[str, Page]:
    """The home page of each language that has one, as Wagtail's bare page has not."""
    pages = Page.objects.filter(depth=HOME).select_related("locale").order_by("path")
    return {
        page.locale.language_code: page
        for page in pages
        if page.specific_class is not Page
    }


def follow(spoken: tuple[str, ...]) -> None:
    """Have a locale for each language, and the site begin at the first of them.

    A tree without a home page is in no language yet, and takes the first.
    """
    for language in {settings.LANGUAGE_CODE, *spoken}:
        of(language)
    known = homes()
    if not known:
        Page.objects.update(locale=of(spoken[0]))
    elif spoken[0] in known:
        begun = Site.objects.filter(root_page__in=known.values())
        begun.update(root_page=known[spoken[0]])
        Site.clear_site_root_paths_cache()
