"""Choose a treatment, then a day and time. These pages store nothing."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from booking.availability import catalogue as catalogues
from booking.availability import day_picker
from booking.availability.selection import Choice, choose
from booking.exceptions import NotServed
from booking.public import drafts
from booking.public.forms import AreaForm, ChoiceForm
from booking.refusal_words import words_for
from care.models import Condition
from clients import proof


@require_GET
def treatments(request):
    """List the treatments; new clients see those that suit a first visit."""
    form = ChoiceForm(request.GET)
    catalogue = catalogues.for_clients()
    person = catalogue.person(form.value("therapist", ""))
    place = catalogue.place(form.value("location", ""))
    condition = Condition.objects.filter(slug=form.value("condition", "")).first()
    known = form.value("known", False)
    treats = condition.slug if condition else ""
    named = {"therapist": person, "location": place, "condition": condition}
    narrowed = {name: row.slug for name, row in named.items() if row}
    offers = _offers(catalogue, person, treats, known)
    context = {
        "offers": [
            (offer, _choices(catalogue, offer, person, place, treats, known))
            for offer in offers
        ],
        "person": person,
        "place": place,
        "condition": condition,
        "known": known,
        "new_url": f"{request.path}?{urlencode(narrowed)}",
        "known_url": f"{request.path}?{urlencode(narrowed | {'known': 1})}",
    }
    return render(request, "booking/treatments.html", context)


@require_GET
@vary_on_headers("HX-Request")
def times(request, treatment_slug):
    """Show the days with openings and the times of one; htmx fetches only this part."""
    choice, form = _choice_or_404(request, treatment_slug)
    if choice.unserved():
        return _ask_where(request, choice)
    openings = day_picker.build(
        choice,
        timezone.now(),
        address=f"{request.path}?{choice.query}",
        day=form.value("day"),
        days=int(form.value("days", "7")),
        look_past=_own_hold(request),
    )
    wants_part = request.htmx and not request.htmx.history_restore_request
    template = "booking/_times.html" if wants_part else "booking/times.html"
    return render(request, template, {"choice": choice, "openings": openings})


@require_GET
def who(request, treatment_slug):
    """Change the therapist: a list of links."""
    choice, _ = _choice_or_404(request, treatment_slug)
    people = [choice.catalogue.people[each] for each in choice.offer.therapists]
    return render(request, "booking/who.html", {"choice": choice, "people": people})


@require_GET
def where(request, treatment_slug):
    """Change the location: a list of links."""
    choice, _ = _choice_or_404(request, treatment_slug)
    places = [choice.catalogue.places[each] for each in choice.offer.rooms]
    return render(request, "booking/where.html", {"choice": choice, "places": places})


def _offers(catalogue, person, treats, known):
    """The offers a client may book: with one therapist, or for one condition."""

    def suits(offer):
        people = [catalogue.people[each] for each in offer.therapists]
        return (person is None or person in people) and (
            not treats or any(treats in each.treats for each in people)
        )

    offers = catalogue.offers.values()
    return [o for o in offers if suits(o) and (known or o.lengths_for_new)]


def _choices(catalogue, offer, person, place, treats, known):
    """A choice for each length that this client may book."""
    return [
        Choice(catalogue, offer, minutes, person, place, treats, known)
        for minutes, length in offer.lengths.items()
        if known or length.for_new_clients
    ]


def _choice_or_404(request, treatment_slug):
    """The choice in the URL; 404 when it names something that does not exist."""
    form = ChoiceForm(request.GET)
    catalogue = catalogues.for_clients()
    choice = choose(
        catalogue,
        treatment=treatment_slug,
        length=form.value("length") or _shortest(catalogue, treatment_slug),
        therapist=form.value("therapist", ""),
        location=form.value("location", ""),
        condition=form.value("condition", ""),
        known=form.value("known", False),
        postal_code=form.value("postal_code", ""),
    )
    if choice is None:
        raise Http404
    return choice, form


def _shortest(catalogue, treatment_slug):
    """The shortest length for new clients, used when the URL names none."""
    offer = catalogue.offers.get(treatment_slug)
    return (
        min((length.minutes for length in offer.lengths_for_new), default=0)
        if offer
        else 0
    )


def _own_hold(request):
    """The id of this browser's own hold, whose time it may choose again."""
    browser = proof.known_browser_key(request) if request.COOKIES else ""
    draft = drafts.live_hold_of(browser)
    return draft.appointment_id if draft else None


def _ask_where(request, choice):
    """Ask first for the postal code of a home visit: we may not go there."""
    asked = "postal_code" in request.GET
    form = AreaForm(request.GET if asked else None)
    if form.is_valid():
        form.add_error(
            "postal_code", f"{words_for(NotServed()).words} {_area_of(choice)}"
        )
    context = {"choice": choice, "form": form, "area": _area_of(choice)}
    status = 422 if form.errors else 200
    return render(request, "booking/area.html", context, status=status)


def _area_of(choice):
    """The area of home visits, in words."""
    places = (choice.catalogue.places[each] for each in choice.places())
    return ", ".join(code for place in places for code in place.served)
