"""What stands around every page: the clinic, its menu and its places.

It is the same for everyone and changes a few times a year, so it is read at once and
kept for a few seconds.
"""

from dataclasses import dataclass

from django.core.cache import cache
from wagtail.models import Page

from clinic.models import ClinicDetails, Location, TextPage

SECONDS = 10


@dataclass(frozen=True)
class Link:
    """A page in the menu or at the foot."""

    title: str
    url: str


@dataclass(frozen=True)
class Frame:
    """Header and footer, as data."""

    clinic: ClinicDetails
    menu: list[Link]
    text_pages: list[Link]
    locations: list[Location]


def current() -> Frame:
    """The frame, at most a few seconds old."""
    return cache.get_or_set("clinic.frame", _read, SECONDS)


def _read():
    return Frame(
        clinic=ClinicDetails.objects.with_pages(),
        menu=_links(Page.objects.live().in_menu()),
        text_pages=_links(TextPage.objects.live()),
        locations=list(Location.objects.select_related("page")),
    )


def _links(pages):
    return [Link(page.title, page.url) for page in pages.order_by("path")]
