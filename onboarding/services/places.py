"""Open a place: its address, its hours and its rooms."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from booking.models import Room, Treatment
from booking.services import schedule_change
from locations.models import Location, OpeningHours
from onboarding.services.slugs import free_slug


def open_place(
    *,
    days: Iterable[int],
    opens_at: time,
    closes_at: time,
    rooms: Iterable[str] = (),
    **fields: Any,
) -> Location:
    """Add a place that is open on some weekdays, from the same time to the same time.

    `fields` are those of a location; rooms are named in the order in which they fill,
    and all that is on offer in rooms is given in these, too.
    """
    with schedule_change():
        place = Location.objects.create(
            slug=free_slug(Location, fields["name"]),
            position=Location.objects.count(),
            **fields,
        )
        OpeningHours.objects.bulk_create(
            OpeningHours(
                location=place, weekday=day, opens_at=opens_at, closes_at=closes_at
            )
            for day in days
        )
        added = [
            Room.objects.create(location=place, name=name, position=position)
            for position, name in enumerate(rooms)
        ]
        for treatment in Treatment.objects.filter(is_home_visit=False):
            treatment.rooms.add(*added)
            treatment.save()
    return place
