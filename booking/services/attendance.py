"""Record how a visit goes: arrived, in progress, done, or not come."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from booking.engine import deadlines
from booking.exceptions import AlreadyChanged, NotYet
from booking.models import Appointment
from booking.models.appointments import OWNS_TIME, Status
from booking.services import history, locks, occupancy

# The statuses from which each status can be reached.
COMES_FROM = {
    Status.ARRIVED: [Status.BOOKED],
    Status.IN_PROGRESS: [Status.ARRIVED],
    Status.DONE: [Status.IN_PROGRESS],
    Status.NO_SHOW: [Status.BOOKED],
}


def steps_from(appointment: Appointment, now: datetime) -> list[Status]:
    """The statuses that a visit can take next."""
    return [
        after
        for after, before in COMES_FROM.items()
        if appointment.status in before and _is_time_for(after, appointment, now)
    ]


def _is_time_for(status: Status, appointment: Appointment, now: datetime) -> bool:
    """Clients arrive on the day; a no-show is known once the visit has begun."""
    if status == Status.NO_SHOW:
        return deadlines.has_begun(appointment.starts_at, now)
    return deadlines.is_its_day(appointment.starts_at, now)


@transaction.atomic
def mark(*, appointment: Appointment, status: Status, by: User, now: datetime) -> None:
    """Set the status of a visit; one that is over gives back its time."""
    appointment = locks.lock_visit(appointment)
    if not _is_time_for(status, appointment, now):
        raise NotYet
    if not occupancy.swap(appointment, before=COMES_FROM[status], after=status):
        raise AlreadyChanged
    if status not in OWNS_TIME:
        occupancy.free([appointment])
    history.note(appointment, str(status), now=now, by=by)
