"""The clinic itself: its people, pictures, places and pages."""

from clinic.models.details import ClinicDetails
from clinic.models.keys import OneTimeKey
from clinic.models.limits import CountedKey
from clinic.models.locations import Closure, Location, OpeningHours
from clinic.models.log import AppendOnly, LogEntry, LogHead
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
from clinic.models.users import RoleGrant, User

__all__ = [
    "AppendOnly",
    "ClinicDetails",
    "Closure",
    "ContactPage",
    "CountedKey",
    "FaqPage",
    "HomePage",
    "Picture",
    "Location",
    "LocationIndexPage",
    "LocationPage",
    "LogEntry",
    "LogHead",
    "OneTimeKey",
    "OpeningHours",
    "Rendition",
    "RoleGrant",
    "SharedValue",
    "Tally",
    "TextPage",
    "User",
]
