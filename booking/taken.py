"""The time that is taken, as the engine's bitmaps: a few queries of plain integers.

What is firmly booked depends only on a resource's version, so it is remembered per
version and window. Holds end by themselves and are read every time.
"""

from collections import OrderedDict, defaultdict
from datetime import datetime

from booking.engine import bits, deadlines
from booking.engine.ticks import TICKS_PER_DAY, Span
from booking.models import Occupancy, Resource

REMEMBERED = 4096

_known: OrderedDict = OrderedDict()


def forget():
    """Forget what was remembered; for tests, which take writes back."""
    _known.clear()


def taken(lanes: dict[int, int], window: Span, now: datetime, look_past=None):
    """The taken ticks of each lane of some resources, as the openings show them.

    `lanes` gives the number of lanes of each resource. The time of the appointment
    with the id `look_past` counts as free.
    """
    masks = {
        resource: list(of_lanes) for resource, of_lanes in _firm(lanes, window).items()
    }
    for resource, lane, start, stop in _rows(lanes, window).filter(
        held_until__gte=deadlines.first_live_second(now)
    ):
        masks[resource][lane] |= bits.of([(start, stop)], window)
    if look_past:
        for resource, lane, start, stop in _rows(lanes, window).filter(
            appointment=look_past
        ):
            masks[resource][lane] &= ~bits.of([(start, stop)], window)
    return {resource: tuple(of_lanes) for resource, of_lanes in masks.items()}


def taken_under_lock(lanes: dict[int, int], window: Span, look_past=None):
    """The same, read afresh, for a transaction that holds the locks.

    Expired holds still count: whoever wants their time takes them over first.
    """
    rows = _rows(lanes, window)
    return _masks(
        rows.exclude(appointment=look_past) if look_past else rows, lanes, window
    )


def _rows(lanes, window):
    """(resource, lane, from, until) of what could touch the window."""
    return Occupancy.objects.filter(
        resource__in=lanes,
        from_tick__gt=window.start - TICKS_PER_DAY,
        from_tick__lt=window.stop,
    ).values_list("resource_id", "lane", "from_tick", "until_tick")


def _masks(rows, lanes, window):
    spans = defaultdict(list)
    for resource, lane, start, stop in rows:
        spans[resource, lane].append((start, stop))
    return {
        resource: tuple(bits.of(spans[resource, lane], window) for lane in range(count))
        for resource, count in lanes.items()
    }


def _firm(lanes, window):
    """What is booked and not merely held, remembered by version."""
    versions = dict(Resource.objects.filter(id__in=lanes).values_list("id", "version"))
    keys = {resource: (resource, versions.get(resource), window) for resource in lanes}
    known = {resource: _known.get(key) for resource, key in keys.items()}
    missing = {
        resource: lanes[resource] for resource in lanes if known[resource] is None
    }
    if missing:
        firm = _rows(missing, window).filter(held_until__isnull=True)
        for resource, of_lanes in _masks(firm, missing, window).items():
            known[resource] = _known[keys[resource]] = of_lanes
    while len(_known) > REMEMBERED:
        _known.popitem(last=False)
    return known
