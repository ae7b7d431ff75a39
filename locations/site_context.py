"""The context around every page: the clinic, its menu and its locations.

It is the same for everyone and changes a few times a year, so it is read in one go and
remembered for a few seconds.
"""

from dataclasses import dataclass
from time import time
from zoneinfo import ZoneInfo

from wagtail.models import Page

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
    """Header and footer as data; `sections` has the same pages by model name."""

    clinic: ClinicDetails
    menu: list[Link]
    more: list[Link]
    sections: dict[str, Link]
    locations: list[Location]

    @property
    def zone(self) -> ZoneInfo:
        """The clinic's own time zone: that of its first location."""
        return self.locations[0].zone if self.locations else ZoneInfo("UTC")


_last: SiteContext | None = None
_read_at = 0.0  # seconds since 1970


def current() -> SiteContext:
    """The context around a page, at most a few seconds old. Nobody may change it.

    Every time and price that is written asks for it, so each process remembers its own.
    """
    global _last, _read_at
    now = time()
    if _last is None or not _read_at <= now < _read_at + SECONDS:
        _last, _read_at = _read(), now
    return _last


def remembered() -> SiteContext | None:
    """The context this process read last, for when the database is away."""
    return _last


def forget() -> None:
    """Read the rows again when they are asked for next."""
    global _last
    _last = None


def _read() -> SiteContext:
    clinic = ClinicDetails.objects.with_pages()
    locations = list(Location.objects.select_related("page"))
    if not clinic.phone and locations:
        clinic.phone = locations[0].phone  # never saved: pages and mails only read it
    pages = list(Page.objects.live().filter(depth=BELOW_HOME).order_by("path"))
    return SiteContext(
        clinic=clinic,
        menu=[_link(page) for page in pages if page.show_in_menus],
        more=[_link(page) for page in pages if not page.show_in_menus],
        sections={page.cached_content_type.model: _link(page) for page in pages},
        locations=locations,
    )


def _link(page: Page) -> Link:
    return Link(page.title, page.url)
