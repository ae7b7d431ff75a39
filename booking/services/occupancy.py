"""Take and free the time of resources: occupancies and their unique ticks.

Callers hold the locks of all resources concerned.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError

from booking.engine import deadlines
from booking.engine.ids import ResourceId
from booking.engine.openings import Allotment
from booking.engine.ticks import Span
from booking.exceptions import TimeTaken
from booking.models import Appointment, Occupancy, OccupiedTick
from booking.models.appointments import Status


@contextmanager
def guarded() -> Iterator[None]:
    """Turn the database's refusal to take a tick twice into TimeTaken.

    Wrap it around the transaction, which the refusal ends.
    """
    try:
        yield
    except IntegrityError as error:
        if "no_double_booking" in str(error) or "occupiedtick" in str(error):
            raise TimeTaken from error
        raise


def occupy(appointment: Appointment, allocation: Iterable[Allotment]) -> None:
    """Take the time that the engine allocated."""
    ends = appointment.expires_at if appointment.status == Status.HELD else None
    held_until = int(ends.timestamp()) if ends else None
    occupancies = Occupancy.objects.bulk_create(
        Occupancy(
            appointment=appointment,
            resource_id=resource,
            lane=lane,
            from_tick=span.start,
            until_tick=span.stop,
            held_until=held_until,
        )
        for resource, lane, span in allocation
    )
    OccupiedTick.objects.bulk_create(
        OccupiedTick(
            occupancy=occupancy,
            resource_id=occupancy.resource_id,
            lane=occupancy.lane,
            tick=tick,
        )
        for occupancy in occupancies
        for tick in range(occupancy.from_tick, occupancy.until_tick)
    )


def free(appointments: Collection[Appointment]) -> None:
    """Give back all the time of some appointments."""
    OccupiedTick.objects.filter(occupancy__appointment__in=appointments).delete()
    Occupancy.objects.filter(appointment__in=appointments).delete()


def expired_holds_on(
    resources: Iterable[ResourceId], span: Span, now: datetime
) -> list[Appointment]:
    """Appointments in this span whose hold has ended and whose time others may take."""
    return list(
        Appointment.objects.filter(
            status=Status.HELD,
            expires_at__lt=now - deadlines.GRACE,
            occupancies__resource__in=resources,
            occupancies__from_tick__lt=span.stop,
            occupancies__until_tick__gt=span.start,
        ).distinct()
    )


def swap(
    appointment: Appointment, *, before: Iterable[Status], after: Status, **changes: Any
) -> bool:
    """Compare and swap the status: True for the one caller who found it in `before`."""
    return bool(
        Appointment.objects.filter(pk=appointment.pk, status__in=before).update(
            status=after, **changes
        )
    )


def expire_holds(appointments: Iterable[Appointment]) -> None:
    """End holds and give back their time; those booked meanwhile keep it."""
    free(
        [
            appointment
            for appointment in appointments
            if swap(appointment, before=[Status.HELD], after=Status.EXPIRED)
        ]
    )
