"""Refuse working hours that one therapist could not all work."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations

from django.db.models import Model
from django.utils.translation import gettext as _

from booking.availability.catalogue import Catalogue
from booking.engine import wall_clock
from booking.engine.clashes import Work, first_clash
from booking.engine.ids import LocationId
from booking.models import BookingRules, Shift, WorkingHours
from locations import clock
from locations.formatting import long_day
from locations.models import Location
from therapists.models import Therapist

# Two rows of hours of one therapist.
Pair = tuple[WorkingHours | Shift, WorkingHours | Shift]


def refusal(row: Model, before: Catalogue, now: datetime) -> str:
    """Why a schedule row that was just written must be refused; empty if it may stay.

    `before` is the catalogue without the row. Call inside the transaction that wrote,
    under the locks of `schedule_change`.
    """
    pairs: Iterable[Pair] = []
    if isinstance(row, WorkingHours | Shift):
        others = hours_ahead(now, therapist=row.therapist)
        pairs = [(row, other) for other in others if other != row]
    elif _makes_hours_tighter(row, before):
        pairs = _pairs(hours_ahead(now))
    travel = BookingRules.objects.get().minutes_between_places
    found = (_in_words(one, other, travel, now) for one, other in pairs)
    return next(filter(None, found), "")


def _makes_hours_tighter(row: Model, before: Catalogue) -> bool:
    """Whether the row may make hours unworkable that could be worked before."""
    if isinstance(row, BookingRules):
        return row.minutes_between_places > before.rules.minutes_between_places
    if not isinstance(row, Location):
        return False
    known = before.places.get(LocationId(row.pk))
    return known is not None and known.zone != row.zone


def hours_ahead(
    now: datetime, **whose: Therapist | Location
) -> list[WorkingHours | Shift]:
    """All working hours and shifts from today on."""
    today = clock.today(now)
    weekly = WorkingHours.objects.from_day(today).filter(**whose)
    shifts = Shift.objects.filter(day__gte=today - wall_clock.DAY, **whose)
    return [*weekly, *shifts.select_related("location", "therapist")]


def _pairs(rows: Iterable[WorkingHours | Shift]) -> Iterator[Pair]:
    """Every two rows of one therapist."""
    by_therapist: defaultdict[int, list[WorkingHours | Shift]] = defaultdict(list)
    for row in rows:
        by_therapist[row.therapist_id].append(row)
    for own in by_therapist.values():
        yield from combinations(own, 2)


def _in_words(
    one: WorkingHours | Shift, other: WorkingHours | Shift, travel: int, now: datetime
) -> str:
    """Why both cannot be worked; empty when they can."""
    zone = one.location.zone
    tick = first_clash(
        _work(one), _work(other), clock.today(now), travel=-(-travel // 5)
    )
    if tick is None:
        return ""
    day = long_day(wall_clock.local_date(tick, zone))
    words = [
        _("{therapist} also works {when}, at {place}.").format(
            therapist=other.therapist, when=other.when, place=other.location
        )
    ]
    if one.location_id != other.location_id and travel:
        lie = _("Between two places lie at least {minutes} minutes (booking rules).")
        words.append(lie.format(minutes=travel))
    words.append(_("These hours would clash with it, first on {day}.").format(day=day))
    return " ".join(words)


def _work(row: WorkingHours | Shift) -> Work:
    return Work(row.as_row, LocationId(row.location_id), row.location.zone)
