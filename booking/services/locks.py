"""Row locks, always taken in one order: counted keys, visits, clients, resources.

A transaction that holds a later lock never waits for an earlier one, so there are no
deadlocks. What was read before a lock is read again under it.
"""

from collections.abc import Iterable

from django.db.models import F

from booking.engine.ids import ResourceId
from booking.models import Appointment, Occupancy, Resource


def lock(resources: Iterable[ResourceId]) -> None:
    """Lock these resources until the transaction ends, and raise their versions.

    SQLite has one writer at a time, by its immediate transactions; there the call
    only raises the versions.
    """
    rows = Resource.objects.filter(pk__in=set(resources))
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    rows.update(version=F("version") + 1)


def lock_row(appointment: Appointment) -> Appointment:
    """Lock a visit's row, and return it fresh from the database.

    Other transactions that want to change the visit wait here, so its time stays as it
    is until this one ends.
    """
    rows = Appointment.objects.select_for_update(no_key=True, of=("self",))
    return rows.get(pk=appointment.pk)


def lock_visit(appointment: Appointment) -> Appointment:
    """Lock a visit and its resources; returns it fresh, with its people."""
    lock_row(appointment)
    lock(resources_of([appointment]))
    return Appointment.objects.with_people().get(pk=appointment.pk)


def resources_of(appointments: Iterable[Appointment]) -> set[ResourceId]:
    """The resources whose time some appointments own."""
    taken = Occupancy.objects.filter(appointment__in=appointments)
    return {ResourceId(each) for each in taken.values_list("resource", flat=True)}
