"""Give therapists their weekly hours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from booking.models import WorkingHours
from booking.services import schedule_change
from locations.models import Location
from therapists.models import Therapist


@dataclass(frozen=True)
class Stretch:
    """Work on a weekday, numbered as by `date.weekday()`, from a time to a time."""

    weekday: int
    starts_at: time
    ends_at: time


def set_week(
    therapist: Therapist, place: Location, stretches: Iterable[Stretch]
) -> None:
    """Let a therapist work at a place every week, beside the hours there are."""
    with schedule_change():
        WorkingHours.objects.bulk_create(
            WorkingHours(
                therapist=therapist,
                location=place,
                weekday=each.weekday,
                starts_at=each.starts_at,
                ends_at=each.ends_at,
            )
            for each in stretches
        )
