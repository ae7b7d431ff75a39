"""The clinic's details, its locations and their opening hours."""

from locations.models.details import ClinicDetails
from locations.models.locations import Closure, Location, OpeningHours

__all__ = ["ClinicDetails", "Closure", "Location", "OpeningHours"]
