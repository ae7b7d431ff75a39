"""The page of one visit, to read and manage it; opened by its personal link."""

from django.contrib import messages as flash
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from booking import exceptions, links, services
from booking.availability import day_picker
from booking.engine import deadlines
from booking.messages import calendar_files
from booking.models.appointments import OPEN, Status
from booking.policies import fees
from booking.public.forms import CancelForm, ReachForm, shows
from booking.public.refused_page import OFFERED, refuse
from booking.public.visit_shared import again_url, context_of, same_again, visit_page
from clients import proof
from content import calendars
from intake.views import may_see
from web.posted import posted
from web.rate_limit import AT_ONCE, asks_too_often

# Changes of contact from one network: each new address is sent a mail.
CHANGES_PER_MINUTE = 5

CALLED_OFF = (Status.CANCELLED, Status.DECLINED)


@require_GET
@visit_page
def show(request, appointment, token):
    """Show where and when, what to do before, and how to change it."""
    return page(request, appointment, token)


def page(request, appointment, token, mail_token=""):
    """Render the visit's page, the same for everyone who has this link.

    Only a browser that may see the answers of the intake form is told how far it is.
    With `mail_token` the page has the button that proves the mailbox.
    """
    now = timezone.now()
    called_off = appointment.status in CALLED_OFF
    choice = same_again(appointment) if called_off else None
    submission = appointment.form
    context = {
        **context_of(appointment, token),
        "called_off": called_off,
        "is_over": appointment.ends_at <= now,
        "form_url": _form_url(appointment, token),
        "form": submission if submission and may_see(request, submission) else None,
        "again_url": again_url(appointment),
        "mail_token": mail_token,
        "proven": proof.of(request, now),
        "choice": choice,
        "times": day_picker.next_times(choice, OFFERED, now) if choice else [],
    }
    return render(request, "booking/visit.html", context)


@require_GET
@visit_page
def calendar(request, appointment, token):
    """Download the visit as a calendar file."""
    text = calendar_files.calendar_file(appointment, token, timezone.now())
    method = calendar_files.method_of(appointment)
    return calendars.response(text, calendar_files.FILE_NAME, method=method)


@require_http_methods(["GET", "POST"])
@visit_page
def cancel(request, appointment, token):
    """Say what cancelling costs, and cancel on POST."""
    if appointment.status in CALLED_OFF:
        return redirect("visit:show", token)
    form = CancelForm(posted(request), initial={"shows": shows(appointment)})
    person = _person(request, appointment)
    if form.is_valid():
        if form.cleaned_data["shows"] != shows(appointment):
            refusal = exceptions.AlreadyChanged()
            return refuse(request, refusal, back=reverse("visit:show", args=[token]))
        try:
            services.cancel(
                appointment=appointment,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
                knows=person,
            )
        except exceptions.Refused as refusal:
            return refuse(request, refusal, back=reverse("visit:show", args=[token]))
        return redirect("visit:show", token)
    context = {
        **context_of(appointment, token),
        "fee": fees.for_cancelling(appointment, timezone.now(), person=person),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "booking/cancel.html", context, status=status)


@require_http_methods(["GET", "POST"])
@visit_page
def contact(request, appointment, token):
    """Replace the contact details of this visit.

    The old ones are never shown, since the link alone does not prove who is reading.
    """
    is_open = appointment.status in OPEN
    if not is_open or deadlines.has_begun(appointment.starts_at, timezone.now()):
        return redirect("visit:show", token)
    form = ReachForm(posted(request), at_home=appointment.location.visits_homes)
    if form.is_valid() and asks_too_often(request, "contact", CHANGES_PER_MINUTE):
        form.add_error(None, AT_ONCE)
    if form.is_valid():
        services.change_contact(
            appointment=appointment, now=timezone.now(), **form.given()
        )
        appointment.refresh_from_db()
        flash.success(request, _("Saved. What you left empty stays as it was."))
        return redirect("visit:show", links.renewed(token, appointment))
    context = {**context_of(appointment, token), "form": form}
    status = 422 if form.errors else 200
    return render(request, "booking/contact.html", context, status=status)


def _person(request, appointment):
    """The person of this visit, when the browser is proven for them; else None."""
    proven = proof.of(request, timezone.now())
    person = proven and proven.client
    return person if person and person.pk == appointment.client.head_id else None


def _form_url(appointment, token):
    if appointment.form is None or appointment.status in CALLED_OFF:
        return None
    return reverse("intake:tasks", args=[links.form_token(appointment, token)])
