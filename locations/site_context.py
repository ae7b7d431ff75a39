"""The context around every page: the clinic, its menu and its locations.

It is the same for everyone and changes a few times a year, so it is read in one go and
cached for a few seconds.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.cache import cache
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


def current() -> SiteContext:
    """The context around a page, at most a few seconds old."""
    global _last
    _last = cache.get_or_set("locations.site_context", _read, SECONDS)
    return _last


def remembered() -> SiteContext | None:
    """The context this process read last, for when the database is away."""
    return _last


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
