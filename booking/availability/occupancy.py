"""Taken time as bitmaps for the engine, read in two queries of plain integers.

Every write to the time of a resource raises its version, so reads are cached per
resource, version and window. Holds are cached with their ends, because they run out by
themselves: `now` is applied on every read.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from booking.engine import bits, deadlines
from booking.engine.ids import ResourceId
from booking.engine.openings import Taken
from booking.engine.ticks import TICKS_PER_DAY, Span
from booking.models import Occupancy, Resource

# The number of lanes of each resource.
Lanes = Mapping[ResourceId, int]

# Resource, lane, from tick, until tick, and the Unix second until which it is held.
Row = tuple[int, int, int, int, int | None]

REMEMBERED = 4096


@dataclass(frozen=True)
class TimeOfResource:
    """Booked time as one bitmap per lane, and held time as (lane, mask, until)."""

    booked: tuple[int, ...]
    held: tuple[tuple[int, int, int], ...]

    def at(self, second: int) -> tuple[int, ...]:
        """The taken ticks of each lane, with holds that end at `second` or later."""
        masks = list(self.booked)
        for lane, mask, until in self.held:
            if until >= second:
                masks[lane] |= mask
        return tuple(masks)


_known: OrderedDict[tuple[ResourceId, int | None, Span], TimeOfResource] = OrderedDict()


def forget() -> None:
    """Clear the cache; for tests, which roll their writes back."""
    _known.clear()


def taken(
    lanes: Lanes, window: Span, now: datetime, look_past: UUID | None = None
) -> Taken:
    """The taken ticks of each lane of some resources, as the openings show them.

    The time of the appointment with the id `look_past` counts as free.
    """
    second = deadlines.first_live_second(now)
    masks = {
        resource: list(time.at(second))
        for resource, time in _read(lanes, window).items()
    }
    if look_past:
        for resource, lane, start, stop, _ in _rows(lanes, window).filter(
            appointment=look_past
        ):
            masks[ResourceId(resource)][lane] &= ~bits.of([(start, stop)], window)
    return {resource: tuple(of_lanes) for resource, of_lanes in masks.items()}


def taken_under_lock(
    lanes: Lanes, window: Span, look_past: UUID | None = None
) -> Taken:
    """Taken ticks read past the cache, for a transaction that holds the locks.

    Expired holds still count: end them first to take their time.
    """
    rows = _rows(lanes, window)
    if look_past:
        rows = rows.exclude(appointment=look_past)
    found = _times(rows, lanes, window)
    return {resource: time.at(0) for resource, time in found.items()}


def _rows(lanes: Lanes, window: Span) -> QuerySet[Occupancy, Row]:
    """The occupancies that may overlap the window."""
    return Occupancy.objects.filter(
        resource__in=lanes,
        from_tick__gt=window.start - TICKS_PER_DAY,
        from_tick__lt=window.stop,
    ).values_list("resource_id", "lane", "from_tick", "until_tick", "held_until")


def _times(
    rows: Iterable[Row], lanes: Lanes, window: Span
) -> dict[ResourceId, TimeOfResource]:
    """The time of each resource, from its rows."""
    booked: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    held: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for resource, lane, start, stop, until in rows:
        if until is None:
            booked[resource, lane].append((start, stop))
        else:
            held[resource].append((lane, bits.of([(start, stop)], window), until))
    return {
        resource: TimeOfResource(
            tuple(bits.of(booked[resource, lane], window) for lane in range(count)),
            tuple(held[resource]),
        )
        for resource, count in lanes.items()
    }


def _read(lanes: Lanes, window: Span) -> dict[ResourceId, TimeOfResource]:
    """The time of each resource, cached by version."""
    versions = dict(Resource.objects.filter(id__in=lanes).values_list("id", "version"))
    keys = {resource: (resource, versions.get(resource), window) for resource in lanes}
    times = {
        resource: known
        for resource, key in keys.items()
        if (known := _known.get(key)) is not None
    }
    missing = {each: count for each, count in lanes.items() if each not in times}
    if missing:
        read = _times(_rows(missing, window), missing, window)
        for resource, time in read.items():
            times[resource] = _known[keys[resource]] = time
    while len(_known) > REMEMBERED:
        _known.popitem(last=False)
    return times
