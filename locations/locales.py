"""Wagtail's locales, as the clinic's languages want them.

Wagtail takes the locale of LANGUAGE_CODE for granted, so that one always stays.
"""

from django.conf import settings
from wagtail.models import Locale, Page, PageManager, Site
from wagtail.query import PageQuerySet

from locations import languages

HOME = 2  # the depth of home pages in the tree
_codes: dict[int, str] = {}  # by locale


def of(language: str) -> Locale:
    """The locale of a language; made when it is first asked for."""
    return Locale.objects.get_or_create(language_code=language)[0]


def language_of(page: Page) -> str:
    """The language of a page, without asking for its locale every time."""
    if page.locale_id not in _codes:
        _codes.update(Locale.objects.values_list("pk", "language_code"))
    return _codes[page.locale_id]


def for_readers(pages: PageManager | PageQuerySet) -> PageQuerySet:
    """The live pages of a type in the reader's language."""
    if languages.current() not in _codes.values():
        _codes.update(Locale.objects.values_list("pk", "language_code"))
    theirs = [pk for pk, code in _codes.items() if code == languages.current()]
    return pages.live().filter(locale__in=theirs)


def forget() -> None:
    """Read the locales again when they are asked for next."""
    _codes.clear()


def public_homes() -> dict[str, Page]:
    """The home pages that readers see, by language."""
    return {code: page for code, page in homes().items() if page.live}


def homes() -> dict[str, Page]:
    """The home page of each language that has one; Wagtail's bare page is none."""
    pages = Page.objects.filter(depth=HOME).order_by("path")
    return {
        language_of(page): page for page in pages if page.specific_class is not Page
    }


def follow(spoken: tuple[str, ...]) -> None:
    """Have a locale for each language, and the site begin at the first of them.

    A tree without a home page is in no language yet, and takes the first.
    """
    for language in {settings.LANGUAGE_CODE, *spoken}:
        of(language)
    known, own = homes(), public_homes().get(spoken[0])
    if not known:
        Page.objects.update(locale=of(spoken[0]))
    elif own:
        Site.objects.filter(root_page__in=known.values()).update(root_page=own)
        Site.clear_site_root_paths_cache()
