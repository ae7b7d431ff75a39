"""The clinic itself: its people, pictures, places and pages."""

from clinic.models.details import ClinicDetails
from clinic.models.keys import OneTimeKey
from clinic.models.locations import Closure, Location, OpeningHours
from clinic.models.pages import (
    ContactPage,
    FaqPage,
    HomePage,
    LocationIndexPage,
    LocationPage,
    TextPage,
)
from clinic.models.pictures import Picture, Rendition
from clinic.models.shared import SharedValue, Tally
from clinic.models.users import User

__all__ = [
    "ClinicDetails",
    "Closure",
    "ContactPage",
    "FaqPage",
    "HomePage",
    "Picture",
    "Location",
    "LocationIndexPage",
    "LocationPage",
    "OneTimeKey",
    "OpeningHours",
    "Rendition",
    "SharedValue",
    "Tally",
    "TextPage",
    "User",
]
