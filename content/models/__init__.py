"""Pages that every clinic has, and the pictures of all pages."""

from content.models.pages import (
    ContactPage,
    FaqPage,
    HomePage,
    LocationIndexPage,
    LocationPage,
    TextPage,
)
from content.models.pictures import Picture, Rendition

__all__ = [
    "ContactPage",
    "FaqPage",
    "HomePage",
    "LocationIndexPage",
    "LocationPage",
    "Picture",
    "Rendition",
    "TextPage",
]
