"""Book by phone, and move a visit: first find a time, then say for whom."""

from uuid import uuid4

from django.contrib import messages as flash
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from booking import exceptions, services
from booking.availability import catalogue as catalogues
from booking.availability import day_picker, free_times
from booking.refusal_words import words_for
from booking.services.confirming import Safety
from booking.staff import visit_list
from booking.staff.forms import (
    NOT_KNOWN,
    PhoneForm,
    PickForm,
    WishForm,
    choice_of,
)
from booking.staff.permissions import keeps_the_books, visit_for
from clients.contact import Contact, folded, identity_of
from clients.models import Client
from intake import safety_check
from intake.levels import Level
from outbox import languages

QUARTER = 15


@require_GET
@keeps_the_books
def find(request):
    """Ask for treatment, therapist, location and day; show the times of that day."""
    catalogue = catalogues.current()
    form = WishForm(
        request.GET if "day" in request.GET else None,
        initial={
            "day": visit_list.this_day(timezone.now()),
            "client": request.GET.get("client"),
        },
        catalogue=catalogue,
    )
    context = {"form": form, "pick": PickForm(catalogue=catalogue)}
    if form.is_valid():
        context["times"] = _times(form.choice(), form.cleaned_data["day"])
    return render(request, "booking/staff/find.html", context)


@require_http_methods(["GET", "POST"])
@keeps_the_books
def book(request):
    """Ask for the caller's name and the safety question, and book."""
    catalogue = catalogues.current()
    if request.method == "GET":
        return _ask(request, catalogue)
    pick = PickForm(request.POST, catalogue=catalogue)
    choice = choice_of(catalogue, request.POST.get("treatment", ""))
    if not pick.is_valid() or choice is None:
        flash.error(request, _("This time or treatment is not one of ours."))
        return redirect("booking_find")
    start, place, person = pick.picked()
    form = PhoneForm(request.POST, at_home=place.visits_homes)
    page = {
        "form": form,
        "choice": choice,
        "time": day_picker.time_at(start, place, person),
    }
    if not form.is_valid():
        return render(request, "booking/staff/phone.html", page, status=422)
    return _book(request, form, page, choice.at(place, person), start)


@require_http_methods(["GET", "POST"])
@keeps_the_books
def move(request, appointment_id):
    """Choose another day, time, therapist or location for a visit."""
    visit = visit_for(request.user, appointment_id)
    catalogue = catalogues.current()
    treatment = f"{visit.treatment.slug}/{visit.minutes}"
    if choice_of(catalogue, treatment) is None:
        flash.error(request, _("This is not on offer any more; book a new visit."))
        return redirect("booking_visit", visit.pk)
    if request.method == "POST":
        return _move(request, visit, choice_of(catalogue, treatment))
    asked = request.GET if "day" in request.GET else _as_it_is(visit)
    form = WishForm(
        {**dict(asked.items()), "treatment": treatment}, catalogue=catalogue
    )
    context = {"form": form, "visit": visit, "pick": PickForm(catalogue=catalogue)}
    if form.is_valid():
        day = form.cleaned_data["day"]
        context["times"] = _times(form.choice(), day, look_past=visit.pk)
    return render(request, "booking/staff/find.html", context)


def _times(choice, day, look_past=None):
    """The starts of a day at quarter hours, under the rules for staff."""
    answer = free_times.openings(
        choice, day, day, timezone.now(), look_past=look_past, by_staff=True
    )
    openings = answer.openings_on(day) if answer else []
    times = (day_picker.printed(opening, choice.catalogue) for opening in openings)
    return [time for time in times if time.local.minute % QUARTER == 0]


def _ask(request, catalogue):
    """The form for a time that was picked, filled in for a known client."""
    pick = PickForm(request.GET, catalogue=catalogue)
    choice = choice_of(catalogue, request.GET.get("treatment", ""))
    if not pick.is_valid() or choice is None:
        flash.error(request, _("Choose a treatment and one of the times first."))
        return redirect("booking_find")
    start, place, person = pick.picked()
    time = day_picker.time_at(start, place, person)
    form = PhoneForm(
        initial={
            **_known(request.GET.get("client")),
            "opening": time.value,
            "treatment": request.GET["treatment"],
            "key": uuid4(),
        },
        at_home=place.visits_homes,
    )
    context = {"form": form, "choice": choice, "time": time}
    return render(request, "booking/staff/phone.html", context)


def _known(client_id):
    """The contact details of the client from whose page the booking began."""
    client = _client(client_id)
    if client is None:
        return {}
    language = languages.of_client(client.language)
    return {**vars(client.contact), "language": language, "client": client.pk}


def _client(client_id):
    """The known client of an id from a form, or None."""
    try:
        return Client.objects.get(pk=client_id)
    except (Client.DoesNotExist, ValidationError, ValueError):
        return None


def _book(request, form, page, choice, start):
    ticked = form.cleaned_data["safety"]
    safety = Safety({"ticked": ticked}, safety_check.level_of(ticked))
    if safety.level == Level.EMERGENCY:
        page["emergency"] = safety_check.ticked(ticked)
        return render(request, "booking/staff/phone.html", page)
    contact = Contact(**form.contact())
    client, asks = _caller(form, contact)
    if asks:
        return render(request, "booking/staff/phone.html", page, status=422)
    try:
        visit = services.book_by_phone(
            choice=choice,
            start=start,
            contact=contact,
            safety=safety,
            by=request.user,
            key=form.cleaned_data["key"],
            client=client,
            now=timezone.now(),
        )
    except exceptions.Refused as refusal:
        said = words_for(refusal)
        page |= {"refusal": said, "elsewhere": refusal.values.get("visit")}
        return render(request, "booking/staff/phone.html", page, status=said.status)
    if visit.email:
        told = _("Booked for {name}. The mail is on its way.")
    else:
        told = _("Booked for {name}. They have no mail: tell them.")
    flash.success(request, told.format(name=visit.name))
    return redirect("booking_visit", visit.pk)


def _caller(form, contact):
    """(the known client who calls or None, whether that must be asked first)."""
    client = _client(form.cleaned_data["client"])
    if client and folded(client.name) == folded(contact.name):
        return client, False
    identity = identity_of(contact.name, contact.email)
    people = Client.objects.known_as(identity)
    if not people:
        return None, False
    form.ask_who(people)
    answer = form.data.get("same")
    if answer == NOT_KNOWN:
        return None, False
    found = next((each for each in people if str(each.pk) == answer), None)
    return found, found is None


def _move(request, visit, choice):
    pick = PickForm(request.POST, catalogue=choice.catalogue)
    if not pick.is_valid():
        flash.error(request, _("Choose one of the times first."))
        return redirect("booking_move", visit.pk)
    start, place, person = pick.picked()
    try:
        services.reschedule(
            appointment=visit,
            choice=choice.at(place, person),
            start=start,
            by=request.user,
            now=timezone.now(),
        )
    except exceptions.Refused as refusal:
        said = words_for(refusal)
        flash.error(request, f"{said.heading}. {said.words}")
        return redirect("booking_move", visit.pk)
    flash.success(request, _("The visit is moved, and the client has been told."))
    return redirect("booking_visit", visit.pk)


def _as_it_is(visit):
    return {
        "therapist": visit.therapist.slug,
        "location": visit.location.slug,
        "day": visit.local_start.date(),
    }
