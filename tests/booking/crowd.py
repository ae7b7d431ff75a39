"""Run many clients at once, and find double bookings afterwards."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from booking.models import Occupancy


def at_once(number, work):
    """Run work(0), work(1), … all at the same moment; returns what they returned."""
    ready = threading.Barrier(number)

    def run(n):
        try:
            ready.wait(60)
            return work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def double_booked():
    """Pairs of occupancies that share time of one resource and lane."""
    rows = list(Occupancy.objects.order_by("resource", "lane", "from_tick"))
    return [
        (a.pk, b.pk)
        for a, b in zip(rows, rows[1:], strict=False)
        if (a.resource_id, a.lane) == (b.resource_id, b.lane)
        and b.from_tick < a.until_tick
    ]
