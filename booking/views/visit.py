"""The page of one visit: booked and manage in one, reached by its personal link."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from booking import calendar_files, fees, refusals, services, times_page
from booking.forms import CancelForm
from booking.messages import HEALTH_FORM
from booking.models.appointments import Status
from booking.views.refusing import OFFERED, refuse
from booking.views.visit_page import context_of, same_again, url, visit_page
from clinic import calendars
from clinic.posted import posted
from clinic.tokens import token_for

CALLED_OFF = (Status.CANCELLED, Status.DECLINED)


@require_GET
@visit_page
def show(request, appointment):
    """Where and when, what to do before, and how to change it."""
    now = timezone.now()
    called_off = appointment.status in CALLED_OFF
    choice = same_again(appointment) if called_off else None
    context = {
        **context_of(appointment),
        "called_off": called_off,
        "is_over": appointment.ends_at <= now,
        "form_url": _form_url(appointment),
        "choice": choice,
        "times": times_page.next_times(choice, OFFERED, now) if choice else [],
    }
    return render(request, "booking/visit.html", context)


@require_GET
@visit_page
def calendar(request, appointment):
    """The visit as a file that calendars take in."""
    text = calendar_files.calendar_file(appointment, timezone.now())
    method = calendar_files.method_of(appointment)
    return calendars.response(text, calendar_files.FILE_NAME, method=method)


@require_http_methods(["GET", "POST"])
@visit_page
def cancel(request, appointment):
    """What cancelling means, and the button that does it."""
    if appointment.status in CALLED_OFF:
        return redirect(url("show", appointment))
    form = CancelForm(posted(request))
    if form.is_valid():
        try:
            services.cancel(
                appointment=appointment,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except refusals.Refused as refusal:
            return refuse(request, refusal, back=url("show", appointment))
        return redirect(url("show", appointment))
    context = {
        **context_of(appointment),
        "fee": fees.for_cancelling(appointment, timezone.now()),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "booking/cancel.html", context, status=status)


def _form_url(appointment):
    if appointment.submission is None or appointment.status in CALLED_OFF:
        return None
    token = token_for(appointment.submission_id, HEALTH_FORM)
    return reverse("intake:tasks", args=[token])
