"""Take and free the time of resources: occupancies, and the ticks that guard them.

Callers hold the locks of all resources concerned.
"""

from contextlib import contextmanager

from django.db import IntegrityError

from booking.engine import deadlines
from booking.exceptions import TimeTaken
from booking.models import Appointment, Occupancy, OccupiedTick
from booking.models.appointments import Status


@contextmanager
def guarded():
    """Turn the database's refusal of a second use of a tick into TimeTaken.

    Goes around the transaction, which the refusal has ended.
    """
    try:
        yield
    except IntegrityError as error:
        if "no_double_booking" in str(error) or "occupiedtick" in str(error):
            raise TimeTaken from error
        raise


def occupy(appointment, allocation):
    """Take what an allocation of the engine names: (resource, lane, span) each."""
    held_until = (
        int(appointment.expires_at.timestamp())
        if appointment.status == Status.HELD
        else None
    )
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


def free(appointments):
    """Give back all the time of some appointments."""
    OccupiedTick.objects.filter(occupancy__appointment__in=appointments).delete()
    Occupancy.objects.filter(appointment__in=appointments).delete()


def expired_holds_on(resources, span, now):
    """Appointments whose hold ended here, and whose time others may have."""
    return list(
        Appointment.objects.filter(
            status=Status.HELD,
            expires_at__lt=now - deadlines.GRACE,
            occupancies__resource__in=resources,
            occupancies__from_tick__lt=span.stop,
            occupancies__until_tick__gt=span.start,
        ).distinct()
    )


def swap(appointment, *, before, after, **changes):
    """Compare and swap the status: True for the one caller who found it in `before`."""
    return bool(
        Appointment.objects.filter(pk=appointment.pk, status__in=before).update(
            status=after, **changes
        )
    )


def expire_holds(appointments):
    """End holds and give back their time; what was booked meanwhile keeps it."""
    free(
        [
            appointment
            for appointment in appointments
            if swap(appointment, before=[Status.HELD], after=Status.EXPIRED)
        ]
    )
