"""Visits as staff lists print them, limited to what each user may know."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.availability import impact
from booking.engine import wall_clock
from booking.engine.ticks import instant_of
from booking.models import Appointment
from booking.services.attendance import steps_from
from booking.staff.permissions import visits_for
from clients import access, readings
from clients.access import HEALTH, Reach
from clients.models import Client
from intake import for_therapists
from intake.levels import Level, strictest
from locations import clock, site_context

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """One visit. `flags` is None for users who may only know the level."""

    visit: Appointment
    level: Level
    flags: list | None
    next_steps: list


def this_day(now: datetime) -> date:
    """Today at the clinic, by its first location."""
    return clock.today(now)


def of_days(user, first: date, last: date, now: datetime) -> list[Row]:
    """The visits of some days that a user may see, in order.

    The words of red flags are shown only to users who may read them, and that is
    logged.
    """
    zone = site_context.current().zone
    start = wall_clock.whole_day(first, zone).start
    stop = wall_clock.whole_day(last, zone).stop
    visits = visits_for(user).between(instant_of(start), instant_of(stop))
    may_read = _reader(user)
    visits = impact.mark(visits.select_related(*WITH_HEALTH), now)
    rows = [_row(visit, may_read, now) for visit in visits]
    readings.note_list(
        clients=[row.visit.client for row in rows if row.flags],
        user=user,
        what="flags in a list",
        now=now,
    )
    return rows


WITH_HEALTH = ("safety_check", "submission__version")


def _row(visit, may_read, now):
    found = None
    if may_read(visit.client_id):
        found = for_therapists.of(visit.form, visit.safety_check)
    return Row(visit, level_of(visit), found, steps_from(visit, now))


def level_of(visit) -> Level:
    """The strictest level of the safety check and the intake form."""
    said = [part.level for part in (visit.safety_check, visit.form) if part]
    return strictest(Level(level) for level in said)


def _reader(user):
    """A function that tells whether a client's flags may be read in words."""
    furthest = access.reach(user, HEALTH)
    if furthest is Reach.EVERYONE:
        return lambda client_id: True
    if furthest is not Reach.OWN:
        return lambda client_id: False
    own = access.visible(Client.objects.all(), user, HEALTH)
    return set(own.values_list("pk", flat=True)).__contains__
