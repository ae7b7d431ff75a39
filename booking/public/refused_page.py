"""One page for every refusal: what happened, and the nearest times."""

from django.shortcuts import render
from django.utils import timezone

from booking.availability import day_picker
from booking.refusal_words import words_for

OFFERED = 3


def refuse(request, refusal, *, choice=None, start=None, back=None, **context):
    """Respond with the refusal's page and status, and with times that are free.

    `back` is the page on which to choose other times, unless that is the booking page;
    `other` is the draft of another tab that holds a time; `prove` is the page to return
    to after proving an e-mail address.
    """
    said = words_for(refusal)
    context |= {
        "refusal": said,
        "choice": choice,
        "back": back,
        "times": _nearest(choice, start) if choice else [],
    }
    return render(request, "booking/refused.html", context, status=said.status)


def _nearest(choice, start):
    """The next openings at or after a start; the soonest of all when there are none."""
    now = timezone.now()
    later = day_picker.next_times(choice, OFFERED, now, after=start) if start else []
    return later or day_picker.next_times(choice, OFFERED, now)
