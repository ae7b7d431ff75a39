"""Which treatment, and which day and time. Nothing is kept here."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from booking import catalogue as catalogues
from booking import drafts, times_page
from booking.drafts import Wish
from booking.forms import ChoiceForm


@require_GET
def treatments(request):
    """What would you like? New people are shown what suits a first visit."""
    form = ChoiceForm(request.GET)
    catalogue = catalogues.current()
    person = catalogue.person(form.value("therapist", ""))
    known = form.value("known", False)
    offers = [
        offer
        for offer in catalogue.offers.values()
        if (person is None or person.id in offer.therapists)
        and (known or offer.lengths_for_new)
    ]
    context = {
        "offers": offers,
        "person": person,
        "place": catalogue.place(form.value("location", "")),
        "known": known,
    }
    return render(request, "booking/treatments.html", context)


@require_GET
@vary_on_headers("HX-Request")
def times(request, treatment_slug):
    """The days that have openings, and the times of one; htmx asks for these alone."""
    wish, form = _wish(request, treatment_slug)
    openings = times_page.build(
        wish.choice(),
        timezone.now(),
        address=f"{request.path}?{wish.query}",
        day=form.value("day"),
        days=int(form.value("days", "7")),
        look_past=_own_hold(request),
    )
    context = {"wish": wish, "openings": openings, **_names(wish)}
    wants_part = request.htmx and not request.htmx.history_restore_request
    template = "booking/_times.html" if wants_part else "booking/times.html"
    return render(request, template, context)


@require_GET
def who(request, treatment_slug):
    """Change the therapist: a list of links."""
    wish, _ = _wish(request, treatment_slug)
    catalogue = catalogues.current()
    people = [
        catalogue.people[therapist] for therapist in wish.choice().offer.therapists
    ]
    return render(request, "booking/who.html", {"wish": wish, "people": people})


@require_GET
def where(request, treatment_slug):
    """Change the location: a list of links."""
    wish, _ = _wish(request, treatment_slug)
    catalogue = catalogues.current()
    places = [catalogue.places[place] for place in wish.choice().offer.rooms]
    return render(request, "booking/where.html", {"wish": wish, "places": places})


def _wish(request, treatment_slug):
    """What the address asks for; 404 when it names something that does not exist."""
    form = ChoiceForm(request.GET)
    offer = catalogues.current().offers.get(treatment_slug)
    if offer is None:
        raise Http404
    wish = Wish(
        treatment=treatment_slug,
        minutes=form.value("length", _shortest(offer, form.value("known", False))),
        therapist=form.value("therapist", ""),
        place=form.value("location", ""),
        known=form.value("known", False),
        condition=form.value("condition", ""),
    )
    if wish.choice() is None:
        raise Http404
    return wish, form


def _shortest(offer, known):
    """The length to begin with when the address names none."""
    lengths = offer.lengths.values() if known else offer.lengths_for_new
    return min((length.minutes for length in lengths), default=0)


def _names(wish):
    """The therapist and place of a wish as people; None where any will do."""
    catalogue = catalogues.current()
    return {
        "person": catalogue.person(wish.therapist),
        "place": catalogue.place(wish.place),
    }


def _own_hold(request):
    """The id of the hold that this browser has, whose time it may choose again."""
    draft = drafts.current(request) if request.COOKIES else None
    return draft.appointment_id if draft else None
