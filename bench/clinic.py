"""The demo clinic with any number of visits, written straight into the tables.

The services would take hours to book a hundred thousand visits; what matters here is
that the rows are those which they would have written.
"""

from datetime import datetime, timedelta
from itertools import islice

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from booking.availability import catalogue, occupancy
from booking.engine.ticks import tick_of
from booking.models import (
    Appointment,
    HistoryEntry,
    Occupancy,
    OccupiedTick,
    Resource,
    Room,
    Treatment,
    WorkingHours,
)
from clients.models import Client

HORIZON = timedelta(days=60)
VISIT, CLEANUP = timedelta(minutes=60), timedelta(minutes=15)
# Of five times in a row three are taken: sixty per cent, as the demo has it.
TAKEN = (True, True, True, False, False)
CHUNK = 2000


def make():
    """The demo clinic in an empty database, without its visits."""
    if connection.introspection.table_names():
        raise SystemExit("This database is not empty, and a benchmark would empty it.")
    for command in ("migrate", "roles", "demo"):
        call_command(command, verbosity=0)
    clear()


def clear():
    """Take every visit away."""
    for table in (OccupiedTick, Occupancy, HistoryEntry, Appointment):
        table.objects.all()._raw_delete(table.objects.db)
    forget()


def forget():
    """Remember nothing, as a process that just started."""
    catalogue.forget()
    occupancy.forget()


def fill(count):
    """Write visits, from the horizon backwards, until there are so many."""
    clear()
    for chunk in _chunks(enumerate(islice(_visits(), count)), CHUNK):
        _write(chunk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    forget()
    return Appointment.objects.count()


def _chunks(rows, size):
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


def _visits():
    """(therapist's hours, room, start) of one visit after the other, day by day."""
    hours = list(WorkingHours.objects.select_related("location", "therapist"))
    rooms = {}
    for room in Room.objects.order_by("position"):
        rooms.setdefault(room.location_id, []).append(room)
    day = timezone.localdate() + HORIZON
    while True:
        busy = set()
        for row in hours:
            if row.weekday == day.weekday() and row.location_id in rooms:
                yield from _of_stretch(row, day, rooms[row.location_id], busy)
        day -= timedelta(days=1)


def _of_stretch(row, day, rooms, busy):
    """The taken times of one stretch of work, each in the first room that is free."""
    zone = row.location.zone
    start = datetime.combine(day, row.starts_at, zone)
    stop = datetime.combine(day, row.ends_at, zone)
    for nth in range(20):
        if start + VISIT > stop:
            return
        ticks = range(tick_of(start), tick_of(start + VISIT + CLEANUP))
        room = next((r for r in rooms if not busy & {(r.pk, t) for t in ticks}), None)
        if TAKEN[nth % len(TAKEN)] and room:
            busy |= {(room.pk, tick) for tick in ticks}
            yield row, room, start
        start += VISIT + CLEANUP


def _write(visits):
    """One chunk of appointments, with the time they take."""
    now = timezone.now()
    sold = _what_is_sold()
    rooms = dict(Resource.objects.filter(room__isnull=False).values_list("room", "pk"))
    people = dict(
        Resource.objects.filter(room__isnull=True).values_list("therapist", "pk")
    )
    appointments, occupancies = [], []
    for number, (row, room, start) in visits:
        appointment = Appointment(
            reference=f"{number:06x}",
            status="booked" if start > now else "done",
            starts_at=start,
            ends_at=start + VISIT,
            therapist_id=row.therapist_id,
            location_id=row.location_id,
            room=room,
            created_at=now,
            **sold,
        )
        appointments.append(appointment)
        span = {
            "from_tick": tick_of(start),
            "until_tick": tick_of(start + VISIT + CLEANUP),
        }
        occupancies += [
            Occupancy(appointment=appointment, resource_id=resource, **span)
            for resource in (people[row.therapist_id], rooms[room.pk])
        ]
    Appointment.objects.bulk_create(appointments)
    Occupancy.objects.bulk_create(occupancies)
    # Those of the past are swept by the worker.
    OccupiedTick.objects.bulk_create(
        OccupiedTick(occupancy=each, resource_id=each.resource_id, tick=tick)
        for each in occupancies
        if each.from_tick > tick_of(now)
        for tick in range(each.from_tick, each.until_tick)
    )


def _what_is_sold():
    """The fields that every appointment of a benchmark shares."""
    client, _ = Client.objects.get_or_create(
        email="robin@example.com",
        defaults={
            "name": "Robin Vale",
            "phone": "+12125550111",
            "created_at": timezone.now(),
        },
    )
    treatment = Treatment.objects.get(slug="first-visit")
    return {
        "client": client,
        "treatment": treatment,
        "treatment_name": treatment.name,
        "minutes": VISIT // timedelta(minutes=1),
        "cleanup_minutes": CLEANUP // timedelta(minutes=1),
        "price_cents": 16500,
        "free_change_hours": 24,
        "late_fee_percent": 50,
    }
