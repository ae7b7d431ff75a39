"""Change the schedule, under lock."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from booking.engine.ids import ResourceId
from booking.models import Resource, Room, ScheduleVersion
from booking.services import locks
from therapists.models import Therapist


@contextmanager
def schedule_change() -> Iterator[None]:
    """A transaction for every write that changes which openings there are.

    Takes the locks of all resources, so that no hold is made against the old hours
    while the new ones are written, and renames the schedule version.
    """
    with transaction.atomic():
        everything = Resource.objects.values_list("pk", flat=True)
        locks.lock(ResourceId(each) for each in everything)
        yield
        _add_resources()
        ScheduleVersion.objects.update_or_create(pk=1, defaults={"name": uuid.uuid4()})


def _add_resources() -> None:
    """A resource for each new room, and each therapist with first hours or a shift."""
    rooms = Room.objects.filter(resource__isnull=True)
    working = Therapist.objects.filter(resource__isnull=True)
    working = working.exclude(
        working_hours__isnull=True, shifts__isnull=True
    ).distinct()
    Resource.objects.bulk_create(
        [Resource(room=room) for room in rooms]
        + [Resource(therapist=therapist) for therapist in working]
    )
