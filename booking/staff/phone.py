"""Book by phone, and move a visit: find a time, then say for whom."""

from uuid import uuid4

from django.contrib import messages as flash
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from booking import catalogue as catalogues
from booking import queries, refusals, services, times_page
from booking.queries import Choice
from booking.services.confirming import Contact, Safety
from booking.staff.doors import keeps_the_books, visit_for
from booking.staff.forms import PhoneForm, PickForm, WishForm
from clients.models import Client
from intake import safety_check
from intake.levels import Level

QUARTER = 15


@require_GET
@keeps_the_books
def find(request):
    """Treatment, person, place and day; then the times of that day."""
    form = WishForm(request.GET or None)
    context = {"form": form, "pick": PickForm()}
    if form.is_valid():
        context["times"] = _times(form.choice(), form.cleaned_data["day"])
    return render(request, "booking/staff/find.html", context)


@require_http_methods(["GET", "POST"])
@keeps_the_books
def book(request):
    """The caller's name, the safety question, and the button that books."""
    if request.method == "GET":
        return _ask(request)
    at_home = _at_home(request.POST.get("opening", ""))
    form = PhoneForm(request.POST, at_home=at_home)
    if not form.is_valid():
        return _show(request, form, status=422)
    ticked = form.cleaned_data["safety"]
    safety = Safety({"ticked": ticked}, safety_check.level_of(ticked))
    if safety.level == Level.EMERGENCY:
        return _show(request, form, emergency=safety_check.ticked(ticked))
    return _book(request, form, safety)


@require_http_methods(["GET", "POST"])
@keeps_the_books
def move(request, appointment_id):
    """Another day, time, person or place for a visit."""
    visit = visit_for(request.user, appointment_id)
    offer = catalogues.current().offers.get(visit.treatment.slug)
    if offer is None:
        flash.error(
            request, "This treatment is not on offer any more; book a new visit."
        )
        return redirect("booking_visit", visit.pk)
    if request.method == "POST":
        return _move(request, visit, offer)
    form = WishForm(
        request.GET if "day" in request.GET else _as_it_is(visit), moving=visit
    )
    context = {"form": form, "visit": visit, "pick": PickForm()}
    if form.is_valid():
        choice = form.choice(offer, visit.minutes)
        context["times"] = _times(choice, form.cleaned_data["day"], look_past=visit.pk)
    return render(request, "booking/staff/find.html", context)


def _times(choice, day, look_past=None):
    """The starts of a day on the quarter, under the rules for staff."""
    answer = queries.openings(
        choice, day, day, timezone.now(), look_past=look_past, by_staff=True
    )
    openings = answer.openings_on(day) if answer else []
    times = map(times_page.printed, openings)
    return [time for time in times if time.local.minute % QUARTER == 0]


def _ask(request):
    """The form for a time that was picked, filled in for a known client."""
    pick = PickForm(request.GET)
    treatment = request.GET.get("treatment", "")
    if not pick.is_valid():
        flash.error(request, "Choose one of the times first.")
        return redirect("booking_find")
    start, place, person = pick.picked()
    client = Client.objects.filter(pk=request.GET.get("client") or None).first()
    known = (
        {"name": client.name, "email": client.email, "phone": client.phone}
        if client
        else {}
    )
    form = PhoneForm(
        initial={
            **known,
            "opening": times_page.time_at(start, place, person).value,
            "treatment": treatment,
            "key": uuid4(),
        },
        at_home=place.visits_homes,
    )
    return _show(request, form)


def _book(request, form, safety):
    pick = PickForm({"opening": form.cleaned_data["opening"]})
    choice = _choice(form.cleaned_data["treatment"])
    if not pick.is_valid() or choice is None:
        flash.error(request, "This time or treatment is not one of ours.")
        return redirect("booking_find")
    start, place, person = pick.picked()
    details = {name: form.cleaned_data[name] for name in ("name", "email", "phone")}
    contact = Contact(**details, address=form.cleaned_data.get("address", ""))
    try:
        visit = services.book_by_phone(
            choice=choice.at(place.id),
            start=start,
            named=person.id,
            contact=contact,
            safety=safety,
            by=request.user,
            key=form.cleaned_data["key"],
            now=timezone.now(),
        )
    except refusals.Refused as refusal:
        return _show(request, form, refusal=refusal, status=refusal.status)
    flash.success(
        request, f"Booked for {visit.client.name}. The confirmation is on its way."
    )
    return redirect("booking_visit", visit.pk)


def _move(request, visit, offer):
    pick = PickForm(request.POST)
    if not pick.is_valid():
        flash.error(request, "Choose one of the times first.")
        return redirect("booking_move", visit.pk)
    start, place, person = pick.picked()
    choice = Choice(offer, visit.minutes, therapist=person.id, place=place.id)
    try:
        services.reschedule(
            appointment=visit,
            choice=choice,
            start=start,
            by=request.user,
            now=timezone.now(),
        )
    except refusals.Refused as refusal:
        flash.error(request, f"{refusal.heading}. {refusal.words}")
        return redirect("booking_move", visit.pk)
    flash.success(request, "The visit is moved, and the client has been told.")
    return redirect("booking_visit", visit.pk)


def _show(request, form, status=200, **context):
    pick = PickForm({"opening": form["opening"].value() or ""})
    if pick.is_valid():
        context["time"] = times_page.time_at(*pick.picked())
    context["choice"] = _choice(form["treatment"].value() or "")
    return render(
        request, "booking/staff/phone.html", {"form": form, **context}, status=status
    )


def _choice(treatment):
    """The treatment and length of `slug/minutes`, or None."""
    slug, _, minutes = treatment.partition("/")
    offer = catalogues.current().offers.get(slug)
    known = offer and minutes.isdecimal() and int(minutes) in offer.lengths
    return Choice(offer, int(minutes)) if known else None


def _at_home(opening):
    pick = PickForm({"opening": opening})
    return pick.is_valid() and pick.picked()[1].visits_homes


def _as_it_is(visit):
    return {
        "therapist": visit.therapist.slug,
        "location": visit.location.slug,
        "day": visit.local_start.date(),
    }
