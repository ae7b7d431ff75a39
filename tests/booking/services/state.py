"""What the database says of a visit and its time after a service."""

from booking import exceptions
from booking.models import Appointment, Occupancy
from tests.factories import held


def fresh(visit):
    return Appointment.objects.get(pk=visit.pk)


def last_entry(visit):
    """(verb, whose) of the newest line of a visit's history."""
    entry = visit.history.last()
    return entry.verb, entry.by


def ends_of(draft):
    """When the time that a draft holds is free again, in seconds since 1970."""
    rows = Occupancy.objects.filter(appointment=draft.appointment)
    return set(rows.values_list("held_until", flat=True))


def free_at(wall, person="imani"):
    """Whether a time can still be held by somebody else."""
    try:
        held(wall, browser="another", person=person)
    except exceptions.TimeTaken:
        return False
    return True
