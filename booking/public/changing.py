"""Move a visit: choose another time, then confirm it next to the old one."""

from django.contrib import messages as flash
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from booking import exceptions, services
from booking.availability import day_picker
from booking.engine import deadlines
from booking.engine.ticks import instant_of
from booking.models.appointments import Status
from booking.public.forms import ChoiceForm, OpeningForm
from booking.public.refused_page import refuse
from booking.public.visit_shared import context_of, may_change, same_again, visit_page


@require_GET
@vary_on_headers("HX-Request")
@visit_page
def change_time(request, appointment, token):
    """Offer other times for the visit; therapist and location can change too."""
    form = ChoiceForm(request.GET)
    anyone = form.value("anyone", False)
    choice = same_again(appointment, anyone)
    refusal = _refusal(appointment, choice)
    if refusal:
        return refuse(request, refusal)
    openings = day_picker.build(
        choice,
        timezone.now(),
        address=f"{request.path}?anyone={'1' if anyone else ''}",
        day=form.value("day"),
        days=int(form.value("days", "7")),
        look_past=appointment.pk,
    )
    context = {**context_of(appointment, token), "openings": openings, "anyone": anyone}
    wants_part = request.htmx and not request.htmx.history_restore_request
    template = "booking/_change_time.html" if wants_part else "booking/change_time.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@visit_page
def confirm_change(request, appointment, token):
    """Show the old time next to the new one, with the button that swaps them."""
    choice = same_again(appointment, anyone=True)
    refusal = _refusal(appointment, choice)
    if refusal:
        return refuse(request, refusal)
    sent = request.POST if request.method == "POST" else request.GET
    form = OpeningForm(sent, catalogue=choice.catalogue)
    if not form.is_valid():
        return _choose_again(request, token, form.refusal())
    start, place, person = form.cleaned_data["opening"]
    if request.method == "GET":
        time = day_picker.time_at(start, place, person)
        is_near = not deadlines.changes_freely(
            instant_of(start), appointment.free_change_hours, timezone.now()
        )
        context = {**context_of(appointment, token), "time": time, "is_near": is_near}
        return render(request, "booking/confirm_change.html", context)
    try:
        services.reschedule(
            appointment=appointment,
            choice=choice.at(place, person),
            start=start,
            now=timezone.now(),
        )
    except exceptions.Refused as refusal:
        return _choose_again(request, token, refusal)
    flash.success(request, _("Your visit is changed. We have sent you the new time."))
    return redirect("visit:show", token)


def _refusal(appointment, choice):
    """Why this visit cannot be moved here, or None."""
    if appointment.status in (Status.CANCELLED, Status.DECLINED):
        return exceptions.CalledOff()
    if not may_change(appointment):
        return exceptions.ChangeTooLate()
    return None if choice else exceptions.NotOffered()


def _choose_again(request, token, refusal):
    """The refusal page, with a link back to the times of this visit."""
    return refuse(request, refusal, back=reverse("visit:change_time", args=[token]))
