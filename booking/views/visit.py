"""The page of one visit: booked and manage in one, reached by its personal link."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from booking import calendar_files, fees, refusals, services, times_page
from booking.forms import CancelForm, shows
from booking.messages import HEALTH_FORM
from booking.models.appointments import Status
from booking.views.refusing import OFFERED, refuse
from booking.views.visit_page import (
    again_url,
    context_of,
    same_again,
    url,
    visit_page,
)
from clients import proof
from clinic import calendars
from clinic.posted import posted
from clinic.tokens import token_for
from intake.views import may_see

CALLED_OFF = (Status.CANCELLED, Status.DECLINED)


@require_GET
@visit_page
def show(request, appointment):
    """Where and when, what to do before, and how to change it."""
    return page(request, appointment)


def page(request, appointment, mail_token=""):
    """The visit's page: as this link shows it to everyone who has it.

    How far the health form is, is told to the browser that may see its answers. With
    `mail_token` the page has the button that proves the mailbox.
    """
    now = timezone.now()
    called_off = appointment.status in CALLED_OFF
    choice = same_again(appointment) if called_off else None
    submission = appointment.submission
    context = {
        **context_of(appointment),
        "called_off": called_off,
        "is_over": appointment.ends_at <= now,
        "form_url": _form_url(appointment),
        "form": submission if submission and may_see(request, submission) else None,
        "again_url": again_url(appointment),
        "mail_token": mail_token,
        "proven": proof.of(request, now),
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
    form = CancelForm(posted(request), initial={"shows": shows(appointment)})
    person = _person(request, appointment)
    if form.is_valid():
        if form.cleaned_data["shows"] != shows(appointment):
            refusal = refusals.AlreadyChanged()
            return refuse(request, refusal, back=url("show", appointment))
        try:
            services.cancel(
                appointment=appointment,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
                knows=person,
            )
        except refusals.Refused as refusal:
            return refuse(request, refusal, back=url("show", appointment))
        return redirect(url("show", appointment))
    context = {
        **context_of(appointment),
        "fee": fees.for_cancelling(appointment, timezone.now(), person=person),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "booking/cancel.html", context, status=status)


def _person(request, appointment):
    """The person of this visit, when the browser is proven for them; else None."""
    proven = proof.of(request, timezone.now())
    person = proven and proven.client
    return person if person and person.pk == appointment.client.head_id else None


def _form_url(appointment):
    if appointment.submission is None or appointment.status in CALLED_OFF:
        return None
    token = token_for(appointment.submission_id, HEALTH_FORM)
    return reverse("intake:tasks", args=[token])
