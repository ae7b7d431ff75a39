"""The context around every page: the clinic, its menu and its locations.

It is the same for everyone and changes a few times a year, so it is read in one go and
remembered for a few seconds.
"""

from dataclasses import dataclass
from time import time
from zoneinfo import ZoneInfo

from wagtail.models import Page
from wagtail.query import PageQuerySet

from locations import languages
from locations.models import ClinicDetails, Location

SECONDS = 10
BELOW_HOME = 3  # the depth of the pages directly below the home page


@dataclass(frozen=True)
class Link:
    """A page in the menu or the footer."""

    title: str
    url: str


@dataclass(frozen=True)
class SiteContext:
    """Header and footer as data; `sections` has the same pages by model name.

    Pages are those of one language, as far as they are translated.
    """

    clinic: ClinicDetails
    menu: list[Link]
    more: list[Link]
    sections: dict[str, Link]
    locations: list[Location]
    privacy_page: Page | None
    rules_page: Page | None
    red_flags_page: Page | None

    @property
    def zone(self) -> ZoneInfo:
        """The clinic's own time zone: that of its first location."""
        return self.locations[0].zone if self.locations else ZoneInfo("UTC")


_last: dict[str, SiteContext] = {}  # by language
_read_at = 0.0  # seconds since 1970


def current() -> SiteContext:
    """The context around a page, at most a few seconds old. Nobody may change it.

    Every time and price that is written asks for it, so each process remembers its own.
    """
    global _last, _read_at
    now, still = time(), is_fresh()
    known = _last if still else {}
    found = known.get(languages.current())
    if found is None:
        clinic = ClinicDetails.objects.with_pages()
        languages.remember(clinic.languages)
        found = _read(clinic)
        _last = {**known, languages.current(): found}
        _read_at = _read_at if still else now
    return found


def is_fresh() -> bool:
    """Whether this process has read the rows in the last few seconds."""
    return bool(_last) and _read_at <= time() < _read_at + SECONDS


def remembered() -> SiteContext | None:
    """The context this process read last, for when the database is away."""
    return _last.get(languages.current()) or next(iter(_last.values()), None)


def forget() -> None:
    """Read the rows again when they are asked for next."""
    global _last
    _last = {}


def _read(clinic: ClinicDetails) -> SiteContext:
    locations = list(Location.objects.prefetch_related("pages"))
    if not clinic.phone and locations:
        clinic.phone = locations[0].phone  # never saved: pages and mails only read it
    pages = list(_below_home())
    return SiteContext(
        clinic=clinic,
        menu=[_link(page) for page in pages if page.show_in_menus],
        more=[_link(page) for page in pages if not page.show_in_menus],
        sections={page.cached_content_type.model: _link(page) for page in pages},
        locations=locations,
        privacy_page=_for_readers(clinic.privacy_page),
        rules_page=_for_readers(clinic.rules_page),
        red_flags_page=_for_readers(clinic.red_flags_page),
    )


def _below_home() -> PageQuerySet:
    """The pages directly below the home page of the reader's language."""
    in_language = Page.objects.filter(locale__language_code=languages.current())
    return in_language.live().filter(depth=BELOW_HOME).order_by("path")


def _for_readers(page: Page | None) -> Page | None:
    """A live page in the reader's language, or else in its own."""
    return page.localized if page and page.live else None


def _link(page: Page) -> Link:
    return Link(page.title, page.url)
