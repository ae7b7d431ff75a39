"""Details, safety check, check and book: one page, one decision."""

from functools import wraps

from django.contrib import messages as flash
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from booking import drafts, refusals, services
from booking.engine import deadlines
from booking.forms import CheckForm, DetailsForm, SafetyForm
from booking.messages import VISIT
from booking.models.appointments import Status
from booking.views.refusing import refuse
from clinic.personal import personal
from clinic.posted import posted
from clinic.tokens import token_for
from clinic.visitors import asks_too_often
from intake import safety_check
from intake.levels import Level, needs_a_call
from intake.schema import NONE

GET_OR_POST = require_http_methods(["GET", "POST"])


def step(view):
    """A page of a draft: this session's own, while its time is kept.

    A draft that has booked leads to its visit; one whose hold has ended keeps what
    was typed and shows the nearest times.
    """

    @wraps(view)
    def wrapped(request, draft_id):
        draft = drafts.own_or_404(request, draft_id)
        held = draft.appointment
        if held and held.status not in (Status.HELD, Status.EXPIRED):
            return redirect("visit:show", token_for(held.pk, VISIT))
        if not held or not _is_kept(held):
            return refuse(request, refusals.HoldExpired(), choice=drafts.choice(draft))
        return view(request, draft)

    return personal(wrapped)


@GET_OR_POST
@step
def details(request, draft):
    """Who comes, and how to reach them."""
    at_home = draft.appointment.location.visits_homes
    form = DetailsForm(
        posted(request), initial=draft.contents.get("contact"), at_home=at_home
    )
    if form.is_valid():
        drafts.update(draft, contact=form.cleaned_data)
        return redirect(
            "booking:check" if drafts.is_known(draft) else "booking:safety", draft.pk
        )
    return _page(request, "booking/details.html", draft, form)


@GET_OR_POST
@step
def safety(request, draft):
    """Seven statements; one tick decides how to go on."""
    ticked = draft.contents.get("safety", {}).get("ticked")
    initial = {"ticked": ticked or [NONE]} if ticked is not None else None
    form = SafetyForm(posted(request), initial=initial)
    if form.is_valid():
        drafts.update(draft, safety={"ticked": form.cleaned_data["ticked"]})
        raised = drafts.safety(draft).level != Level.NONE
        return redirect("booking:help" if raised else "booking:check", draft.pk)
    return _page(request, "booking/safety.html", draft, form)


@require_GET
@step
def get_help(request, draft):
    """Please get help first: what was ticked, and what to do about it."""
    checked = drafts.safety(draft)
    if checked is None or checked.level == Level.NONE:
        return redirect("booking:safety", draft.pk)
    context = {
        "draft": draft,
        "signs": [
            (statement.text, statement.advice)
            for statement in safety_check.ticked(checked.answers["ticked"])
        ],
        "is_emergency": checked.level == Level.EMERGENCY,
    }
    return render(request, "booking/help.html", context)


@GET_OR_POST
@step
def check(request, draft):
    """Everything on one page, and the button that books."""
    missing = _missing(draft)
    if missing:
        return redirect(missing, draft.pk)
    safety = drafts.safety(draft)
    is_request = bool(safety and needs_a_call(safety.level))
    form = CheckForm(
        posted(request),
        initial={"key": draft.one_time_key},
        asks_change=safety is None,
        button="Send the request" if is_request else "Book this visit",
    )
    if form.is_valid():
        if form.cleaned_data["key"] != draft.one_time_key:
            return refuse(request, refusals.Malformed())
        return _book(request, draft, form.cleaned_data.get("changed"))
    return _page(request, "booking/check.html", draft, form, is_request=is_request)


@require_POST
@step
def extend(request, draft):
    """Keep the time ten minutes longer."""
    try:
        services.extend(appointment=draft.appointment, now=timezone.now())
    except refusals.HoldExpired:
        flash.info(
            request, "We cannot keep this time any longer. You can still book it now."
        )
    return redirect(_next_step(draft), draft.pk)


@require_POST
@step
def call_me(request, draft):
    """Ask staff to call; nothing is booked."""
    if asks_too_often(request, "call", limit=5):
        return refuse(request, refusals.TooManyHolds())
    contact, checked = drafts.contact(draft), drafts.safety(draft)
    if contact is None or checked is None:
        return redirect(_next_step(draft), draft.pk)
    services.ask_for_a_call(
        name=contact.name, phone=contact.phone, level=checked.level, now=timezone.now()
    )
    return render(request, "booking/call.html", {"draft": draft, "contact": contact})


def _book(request, draft, changed):
    if changed:
        return redirect("booking:safety", draft.pk)
    if changed is False:
        drafts.update(draft, safety={"changed": False})
    try:
        appointment = services.book(
            draft=draft,
            contact=drafts.contact(draft),
            safety=drafts.safety(draft),
            now=timezone.now(),
        )
    except refusals.Refused as refusal:
        return refuse(request, refusal, choice=drafts.choice(draft))
    return redirect("visit:show", token_for(appointment.pk, VISIT))


def _missing(draft):
    """The step that must come before the check page, or None."""
    contact, held = drafts.contact(draft), draft.appointment
    if contact is None or (held.location.visits_homes and not contact.address):
        return "booking:details"
    checked = drafts.safety(draft)
    if checked is None:
        return None if drafts.is_known(draft) else "booking:safety"
    return "booking:help" if checked.level == Level.EMERGENCY else None


def _next_step(draft):
    return _missing(draft) or "booking:check"


def _is_kept(held):
    return held.status == Status.HELD and deadlines.is_live(
        held.expires_at, timezone.now()
    )


def _times_url(choice):
    """Where other times are; all treatments, when this one was just withdrawn."""
    if choice is None:
        return reverse("booking:treatments")
    return f"{reverse('booking:times', args=[choice.offer.slug])}?{choice.query}"


def _page(request, template, draft, form, **context):
    held, choice = draft.appointment, drafts.choice(draft)
    context |= {
        "draft": draft,
        "held": held,
        "times_url": _times_url(choice),
        "contact": drafts.contact(draft),
        "passed_on": draft.contents.get("passed_on"),
        "kept_until": held.expires_at.astimezone(held.location.zone),
        "can_extend": held.extensions < deadlines.EXTENSIONS,
        "form": form,
    }
    return render(request, template, context, status=422 if form.errors else 200)
