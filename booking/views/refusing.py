"""One page for every refusal: what happened, and the nearest times."""

from django.shortcuts import render
from django.utils import timezone

from booking import queries, times_page

OFFERED = 3


def refuse(request, refusal, *, wish=None, start=None, look_past=None, back=None):
    """Answer with the refusal's own page and status, and with times that are free.

    `back` is where other times can be chosen, when that is not the booking page.
    """
    choice = wish.choice() if wish else None
    context = {
        "refusal": refusal,
        "wish": wish,
        "back": back,
        "times": _nearest(choice, start, look_past) if choice else [],
    }
    return render(request, "booking/refused.html", context, status=refusal.status)


def _nearest(choice, start, look_past):
    """The next openings at or after a start; the soonest of all when there are none."""
    now = timezone.now()
    later = (
        queries.soonest(choice, OFFERED, now, look_past, after=start) if start else []
    )
    found = later or queries.soonest(choice, OFFERED, now, look_past)
    return [times_page.printed(opening) for opening in found]
