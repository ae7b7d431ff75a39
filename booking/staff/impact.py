"""The impact of a schedule change: asked about before it, listed after it."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from booking.availability import catalogue as catalogues
from booking.availability import impact
from booking.engine.fitting import Misfit
from booking.models import Appointment
from booking.models.appointments import Status
from booking.staff.permissions import keeps_the_books, visits_for
from booking.staff.schedule_checks import Questions
from locations.event_dates import EventDate
from locations.models import Location

# Fields of the page that asks: back to the form, and which questions were seen.
BACK, ANSWERED = "back", "answered"

# Posted by the page itself, not by the form that it carries.
OWN_FIELDS = ("csrfmiddlewaretoken", BACK, ANSWERED)


@dataclass(frozen=True)
class Hits:
    """Visits and events that lost their time, as this user may see them.

    `others` counts visits of clients whom the user may not see, `holds` the times that
    are about to be booked.
    """

    visits: list[Appointment]
    events: list[tuple[EventDate, str]]
    others: int
    holds: int

    @property
    def words(self) -> str:
        """The counts in words; empty when there are none."""
        visits = len(self.visits) + self.others
        holds, events = self.holds, len(self.events)
        counts = [
            (visits, ngettext("{n} visit", "{n} visits", visits)),
            (
                holds,
                ngettext(
                    "{n} time being booked right now",
                    "{n} times being booked right now",
                    holds,
                ),
            ),
            (events, ngettext("{n} event", "{n} events", events)),
        ]
        return " · ".join(words.format(n=n) for n, words in counts if n)


def ask(request, questions: Questions, subtitle, deletes=False):
    """Render the page that shows what a change hits and resubmits its form."""
    context = {
        "subtitle": subtitle,
        "hits": _seen_by(request.user, questions.hits),
        "notes": _with_places(questions.notes),
        "answered": questions.fingerprint,
        "was_answered": ANSWERED in request.POST,
        "fields": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in OWN_FIELDS
        ],
        "deletes": deletes,
    }
    return render(request, "booking/staff/impact.html", context)


@require_GET
@keeps_the_books
def unfit(request):
    """List every visit and event date that has lost its time."""
    found = impact.plans(timezone.now()).unfit(catalogues.current())
    context = {"hits": _seen_by(request.user, found)}
    return render(request, "booking/staff/unfit.html", context)


def _seen_by(user, found: dict) -> Hits:
    """The hits, narrowed to what a user may see."""
    events = [
        (event, _why(event, found[event]))
        for event in found
        if isinstance(event, EventDate)
    ]
    ids = [key for key in found if not isinstance(key, EventDate)]
    holds = Appointment.objects.filter(pk__in=ids, status=Status.HELD).count()
    visits = list(visits_for(user).filter(pk__in=ids).order_by("starts_at"))
    for visit in visits:
        visit.misfit = impact.in_words(found[visit.pk], visit)
    events.sort(key=lambda each: each[0].starts_at)
    return Hits(visits, events, len(ids) - holds - len(visits), holds)


def _why(event, reason):
    if reason is Misfit.CLOSED:
        return _("the place is closed")
    return _("the host is away")


def _with_places(notes):
    """Each note with its location, whose opening hours may have to change."""
    places = Location.objects.in_bulk([note.location for note in notes])
    return [(note, places[note.location]) for note in notes]
