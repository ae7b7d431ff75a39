"""One visit for staff: its facts, its history, and what can be done with it."""

from django.contrib import messages as flash
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from booking import exceptions, services
from booking.availability import impact
from booking.models.appointments import VISITS, Status
from booking.policies import fees
from booking.refusal_words import words_for
from booking.services import person
from booking.services.attendance import steps_from
from booking.staff import identity
from booking.staff.forms import CancelForm, StepForm
from booking.staff.permissions import keeps_the_books, sees_visits, visit_for
from booking.staff.visit_list import level_of
from clients import access
from clients.access import HEALTH, Reach
from outbox.models import Message


@require_GET
@sees_visits
def visit(request, appointment_id):
    """Show who, when, where; history; messages; the next steps."""
    now = timezone.now()
    [found] = impact.mark([visit_for(request.user, appointment_id)], now)
    keeps_the_books = access.reach(request.user, VISITS) is Reach.EVERYONE
    can_change = keeps_the_books and found.status in (Status.BOOKED, Status.REQUESTED)
    context = {
        "visit": found,
        "level": level_of(found),
        "history": found.history.select_related("by"),
        "mails": Message.objects.about(found.pk).order_by("due_at"),
        "steps": steps_from(found, now),
        "keeps_the_books": keeps_the_books,
        "can_change": can_change,
        "can_answer": keeps_the_books and found.status == Status.REQUESTED,
        "can_read": access.reach(request.user, HEALTH) is not Reach.NOBODY,
        "fee": _fee(found, request.user) if can_change else None,
        "cancel_form": CancelForm(),
        "whose": identity.of(found, request.user),
        "elsewhere": person.expected_elsewhere(found, now),
    }
    return render(request, "booking/staff/visit.html", context)


def _fee(found, user):
    """The fee for cancelling now, by all files of the client."""
    return fees.for_cancelling(found, timezone.now(), person=user)


@require_POST
@sees_visits
def step(request, appointment_id):
    """Set the status: arrived, in progress, done, or not come."""
    found = visit_for(request.user, appointment_id)
    form = StepForm(request.POST)
    if form.is_valid():
        status = Status(form.cleaned_data["status"])
        _try(
            request,
            _("{name}: {status}.").format(name=found.name, status=status.label),
            services.mark,
            appointment=found,
            status=status,
            by=request.user,
        )
    return redirect(form.next_url() or "booking_today")


@require_POST
@keeps_the_books
def cancel(request, appointment_id):
    """Cancel for the client, who gets the same message as after cancelling online."""
    found = visit_for(request.user, appointment_id)
    form = CancelForm(request.POST)
    form.is_valid()
    _try(
        request,
        _("The visit is cancelled, and the client has been told."),
        services.cancel,
        appointment=found,
        by=request.user,
        reason=form.cleaned_data.get("reason", ""),
        waive=form.cleaned_data.get("no_fee", False),
    )
    return redirect("booking_visit", found.pk)


@require_POST
@keeps_the_books
def accept(request, appointment_id):
    """Turn a request into a visit, after the call."""
    found = visit_for(request.user, appointment_id)
    _try(
        request,
        _("The request is a visit now, and the client has been told."),
        services.accept,
        appointment=found,
        by=request.user,
    )
    return redirect("booking_visit", found.pk)


@require_POST
@keeps_the_books
def decline(request, appointment_id):
    """Turn a request down and free its time."""
    found = visit_for(request.user, appointment_id)
    _try(
        request,
        _("The request is declined, and the client has been told."),
        services.decline,
        appointment=found,
        by=request.user,
    )
    return redirect("booking_visit", found.pk)


def _try(request, success, verb, **arguments):
    """Run a service, and flash its success or refusal."""
    try:
        verb(now=timezone.now(), **arguments)
    except exceptions.Refused as refusal:
        said = words_for(refusal)
        flash.error(request, f"{said.heading}. {said.words}")
    else:
        flash.success(request, success)
