"""The day of the visit: arrived, in progress, done, or not come."""

from django.db import transaction

from booking.models.appointments import OWNS_TIME, Status
from booking.refusals import AlreadyChanged
from booking.services import history, locks, time_keeping

# What may become what, and from where.
COMES_FROM = {
    Status.ARRIVED: [Status.BOOKED],
    Status.IN_PROGRESS: [Status.ARRIVED],
    Status.DONE: [Status.IN_PROGRESS],
    Status.NO_SHOW: [Status.BOOKED],
}


def steps_from(status):
    """What a visit in this state can become next."""
    return [after for after, before in COMES_FROM.items() if status in before]


@transaction.atomic
def mark(*, appointment, status, by, now):
    """Note how the visit goes; a visit that is over gives back its time."""
    locks.lock(time_keeping.resources_of([appointment]))
    if not time_keeping.swap(appointment, before=COMES_FROM[status], after=status):
        raise AlreadyChanged
    if status not in OWNS_TIME:
        time_keeping.free([appointment])
    history.note(appointment, str(status), now=now, by=by)
