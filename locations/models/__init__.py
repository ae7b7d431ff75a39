"""The clinic's own details, its places, and when their doors are open."""

from locations.models.details import ClinicDetails
from locations.models.locations import Closure, Location, OpeningHours

__all__ = ["ClinicDetails", "Closure", "Location", "OpeningHours"]
