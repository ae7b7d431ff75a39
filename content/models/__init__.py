"""Pages that every clinic has, the pictures of all pages, and the brand."""

from content.models.brand import Brand
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
    "Brand",
    "ContactPage",
    "FaqPage",
    "HomePage",
    "LocationIndexPage",
    "LocationPage",
    "Picture",
    "Rendition",
    "TextPage",
]
