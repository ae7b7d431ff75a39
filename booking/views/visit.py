"""The page of one visit: booked and manage in one, reached by its personal link."""

from functools import wraps

from django.contrib import messages as flash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from booking import fees, refusals, services, times_page
from booking.calendar_files import calendar_file
from booking.drafts import Wish
from booking.engine import deadlines
from booking.forms import CancelForm, ChoiceForm, OpeningForm
from booking.messages import HEALTH_FORM, VISIT, facts
from booking.models import Appointment
from booking.models.appointments import Status
from booking.views.refusing import refuse
from clinic.personal import personal
from clinic.tokens import row_id_from, token_for

CALLED_OFF = (Status.CANCELLED, Status.DECLINED)


def visit_page(view):
    """A page of the visit in the token; 404 when altered, 410 thirty days after it."""

    @wraps(view)
    def wrapped(request, token):
        row_id = row_id_from(token, VISIT)
        visits = (
            Appointment.objects.on_the_books().with_people().select_related("treatment")
        )
        appointment = visits.filter(pk=row_id).first() if row_id else None
        if appointment is None:
            raise Http404
        if timezone.now() > deadlines.link_ends(appointment.ends_at):
            return refuse(request, refusals.LinkEnded())
        return view(request, appointment)

    return personal(wrapped)


@require_GET
@visit_page
def show(request, appointment):
    """Where and when, what to do before, and how to change it."""
    called_off = appointment.status in CALLED_OFF
    wish = _wish(appointment)
    context = {
        **_context(appointment),
        "called_off": called_off,
        "is_over": appointment.ends_at <= timezone.now(),
        "form_url": _form_url(appointment),
        "wish": wish,
        "times": times_page.next_times(wish.choice(), 3, timezone.now())
        if called_off
        else [],
    }
    return render(request, "booking/visit.html", context)


@require_GET
@visit_page
def calendar(request, appointment):
    """The visit as a file that calendars take in."""
    cancelled = appointment.status in CALLED_OFF
    response = HttpResponse(
        calendar_file(appointment, cancelled),
        content_type="text/calendar; charset=utf-8",
    )
    response.headers["Content-Disposition"] = 'attachment; filename="visit.ics"'
    return response


@require_GET
@vary_on_headers("HX-Request")
@visit_page
def change_time(request, appointment):
    """Other days and times for the same visit; therapist and place can change too."""
    if not _may_change(appointment):
        return refuse(request, refusals.ChangeTooLate())
    form = ChoiceForm(request.GET)
    wish = _wish(appointment, form)
    if wish.choice() is None:
        return refuse(request, refusals.NotOffered())
    openings = times_page.build(
        wish.choice(),
        timezone.now(),
        address=f"{request.path}?anyone={'1' if form.value('anyone') else ''}",
        day=form.value("day"),
        days=int(form.value("days", "7")),
        look_past=appointment.pk,
    )
    context = {
        **_context(appointment),
        "wish": wish,
        "openings": openings,
        "anyone": form.value("anyone", False),
    }
    wants_part = request.htmx and not request.htmx.history_restore_request
    template = "booking/_change_time.html" if wants_part else "booking/change_time.html"
    return render(request, template, context)


@require_http_methods(["GET", "POST"])
@visit_page
def confirm_change(request, appointment):
    """The old time beside the new one, and the button that swaps them."""
    if not _may_change(appointment):
        return refuse(request, refusals.ChangeTooLate())
    form = OpeningForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return _choose_first(request, appointment, form)
    start, place, person = form.cleaned_data["opening"]
    if request.method == "GET":
        context = {
            **_context(appointment),
            "time": times_page.time_at(start, place, person),
        }
        return render(request, "booking/confirm_change.html", context)
    wish = Wish(
        appointment.treatment.slug,
        appointment.minutes,
        person.slug,
        place.slug,
        known=True,
    )
    if wish.choice() is None:
        return refuse(request, refusals.NotOffered())
    try:
        services.reschedule(
            appointment=appointment,
            choice=wish.choice(),
            start=start,
            now=timezone.now(),
        )
    except refusals.Refused as refusal:
        return _refuse_change(request, appointment, refusal, start)
    flash.success(request, "Your visit is changed. We have sent you the new time.")
    return redirect(_url("show", appointment))


@require_http_methods(["GET", "POST"])
@visit_page
def cancel(request, appointment):
    """What cancelling means, and the button that does it."""
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel(
                appointment=appointment,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except refusals.AlreadyChanged:
            if appointment.status not in CALLED_OFF:
                return refuse(request, refusals.AlreadyChanged())
        return redirect(_url("show", appointment))
    context = {
        **_context(appointment),
        "fee": fees.for_cancelling(appointment, timezone.now()),
        "form": form,
    }
    return render(
        request, "booking/cancel.html", context, status=422 if form.errors else 200
    )


def _context(appointment):
    return {
        "appointment": appointment,
        "facts": facts(appointment),
        "token": token_for(appointment.pk, VISIT),
        "may_change": _may_change(appointment),
    }


def _may_change(appointment):
    return appointment.status == Status.BOOKED and deadlines.changes_freely(
        appointment.starts_at, appointment.free_change_hours, timezone.now()
    )


def _wish(appointment, form=None):
    """What the visit was booked as; a form of the address may ask for more."""
    any_one = form and form.value("anyone")
    return Wish(
        treatment=appointment.treatment.slug,
        minutes=appointment.minutes,
        therapist="" if any_one else appointment.therapist.slug,
        place="" if any_one else appointment.location.slug,
        known=True,
    )


def _form_url(appointment):
    if appointment.submission is None or appointment.status in CALLED_OFF:
        return None
    return reverse(
        "intake:tasks", args=[token_for(appointment.submission_id, HEALTH_FORM)]
    )


def _choose_first(request, appointment, form):
    """A confirm page without a time of ours."""
    nothing = "opening" not in form.data
    refusal = refusals.NothingChosen() if nothing else refusals.Malformed()
    return _refuse_change(request, appointment, refusal, None)


def _refuse_change(request, appointment, refusal, start):
    """The refusal's page, with a way back to the times of this visit."""
    return refuse(
        request,
        refusal,
        start=start,
        look_past=appointment.pk,
        back=_url("change_time", appointment),
    )


def _url(name, appointment):
    return reverse(f"visit:{name}", args=[token_for(appointment.pk, VISIT)])
