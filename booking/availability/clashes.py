"""Hours that one therapist cannot all work: said before they are saved."""

from collections import defaultdict
from datetime import datetime
from itertools import combinations

from booking.availability.catalogue import Catalogue
from booking.engine import wall_clock
from booking.engine.clashes import Work, first_clash
from booking.models import BookingRules, Shift, WorkingHours
from booking.models.schedule import StretchOfWork
from locations import clock
from locations.formatting import long_day
from locations.models import Location


def refusal(row, before: Catalogue, now: datetime) -> str:
    """Why a row of the schedule, just written, cannot stay; empty when it can.

    `before` is the catalogue without it. Ask inside the transaction that wrote it,
    under the locks of `schedule_change`.
    """
    pairs = []
    if isinstance(row, StretchOfWork):
        others = hours_ahead(now, therapist=row.therapist)
        pairs = [(row, other) for other in others if other != row]
    elif _makes_hours_tighter(row, before):
        pairs = _pairs(hours_ahead(now))
    travel = BookingRules.objects.get().minutes_between_places
    found = (_in_words(one, other, travel, now) for one, other in pairs)
    return next(filter(None, found), "")


def _makes_hours_tighter(row, before):
    """Whether hours that could be worked before may not be any more."""
    if isinstance(row, BookingRules):
        return row.minutes_between_places > before.rules.minutes_between_places
    known = isinstance(row, Location) and before.places.get(row.pk)
    return bool(known) and known.zone != row.zone


def hours_ahead(now: datetime, **whose) -> list[StretchOfWork]:
    """Everything that is worked from today on."""
    today = clock.today(now)
    weekly = WorkingHours.objects.from_day(today).filter(**whose)
    shifts = Shift.objects.filter(day__gte=today - wall_clock.DAY, **whose)
    return [*weekly, *shifts.select_related("location", "therapist")]


def _pairs(rows):
    """Every two rows of one therapist."""
    by_therapist = defaultdict(list)
    for row in rows:
        by_therapist[row.therapist_id].append(row)
    for own in by_therapist.values():
        yield from combinations(own, 2)


def _in_words(one, other, travel, now):
    """Why both cannot be worked; empty when they can."""
    zone = one.location.zone
    tick = first_clash(
        _work(one), _work(other), clock.today(now), travel=-(-travel // 5)
    )
    if tick is None:
        return ""
    day = long_day(wall_clock.local_date(tick, zone))
    words = f"{other.therapist} also works {other.when}, at {other.location}."
    if one.location_id != other.location_id and travel:
        words += f" Between two places lie at least {travel} minutes (booking rules)."
    return f"{words} These hours would clash with it, first on {day}."


def _work(row):
    return Work(row.as_row, row.location_id, row.location.zone)
