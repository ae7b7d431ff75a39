"""The steps after a time is held: details, safety check, check and book."""

from functools import wraps

from django.contrib import messages as flash
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from booking import exceptions, links, services
from booking.availability import catalogue as catalogues
from booking.engine import deadlines
from booking.models.appointments import Status
from booking.policies import statements
from booking.public import drafts
from booking.public.forms import (
    CheckForm,
    DetailsForm,
    OtherPersonForm,
    SafetyForm,
    shows,
)
from booking.public.refused_page import refuse
from booking.services.answering import can_be_asked
from clients import proof
from intake import safety_check
from intake.levels import Level, needs_a_call
from web.decorators import personal
from web.posted import posted
from web.rate_limit import asks_too_often

GET_OR_POST = require_http_methods(["GET", "POST"])
CALLS_PER_MINUTE = 5


def step(view):
    """Decorate a page of a draft: only for its own browser, while its time is held.

    Whatever is posted is saved as typed, before anything else. A draft that has booked
    leads to its visit; one whose hold has ended shows the nearest times.
    """

    @wraps(view)
    def wrapped(request, draft_id):
        draft = drafts.own(request, draft_id)
        if draft is None:
            drafts.release_lost_press(request, draft_id)
            return render(request, "booking/not_yours.html", status=404)
        name = view.__name__
        if request.method == "POST" and name in TYPED_ON:
            drafts.keep_typed(draft, name, request.POST)
        held = draft.appointment
        if held and held.status not in (Status.HELD, Status.EXPIRED):
            return redirect("visit:show", links.shown(held))
        if not held or not _is_held(held):
            return _ended(request, draft)
        return view(request, draft)

    return personal(wrapped)


# The pages with text fields.
TYPED_ON = ("details", "safety")


@GET_OR_POST
@step
def details(request, draft):
    """Ask who is coming and how to reach them."""
    form = _details_form(request, draft)
    if form.is_valid():
        drafts.update(draft, contact=form.contact())
        return redirect(_after_details(request, draft), draft.pk)
    return _page(request, "booking/details.html", draft, form)


@GET_OR_POST
@step
def safety(request, draft):
    """Show the seven statements; a single tick decides how to go on."""
    initial = drafts.typed(draft, "safety")
    form = SafetyForm(posted(request), initial=initial)
    if form.is_valid():
        drafts.answer_safety(draft, form.cleaned_data["ticked"])
        raised = drafts.safety(draft).level in (Level.EMERGENCY, Level.DOCTOR_FIRST)
        return redirect("booking:help" if raised else "booking:check", draft.pk)
    return _page(request, "booking/safety.html", draft, form)


@require_GET
@step
def get_help(request, draft):
    """“Please get help first”: what was ticked, and what to do about it."""
    checked = drafts.safety(draft)
    if checked is None or not needs_a_call(checked.level):
        return redirect("booking:safety", draft.pk)
    held = draft.appointment
    context = {
        "draft": draft,
        "signs": [
            (statement.text, statement.advice)
            for statement in safety_check.ticked(checked.answers["ticked"])
        ],
        "is_emergency": checked.level == Level.EMERGENCY,
        "can_ask": can_be_asked(held, timezone.now()),
        "times_url": _times_url(drafts.choice(draft)),
    }
    return render(request, "booking/help.html", context)


@GET_OR_POST
@step
def check(request, draft):
    """Show everything on one page, with the button that books."""
    proven = proof.of(request, timezone.now())
    missing = _missing(draft, proven)
    if missing:
        return redirect(missing, draft.pk)
    checked = drafts.safety(draft)
    is_request = bool(checked and needs_a_call(checked.level))
    form = CheckForm(
        posted(request),
        initial={"key": draft.one_time_key, "shows": shows(draft.appointment)},
        asks_change=checked is None,
        button=_("Send the request") if is_request else _("Book this visit"),
    )
    if form.is_valid():
        if form.cleaned_data["key"] != draft.one_time_key:
            return refuse(request, exceptions.Malformed())
        if form.cleaned_data["shows"] != shows(draft.appointment):
            return refuse(request, exceptions.HeldElsewhere())
        return _book(request, draft, form.cleaned_data.get("changed"), proven)
    contact = drafts.contact(draft, proven)
    return _page(
        request,
        "booking/check.html",
        draft,
        form,
        is_request=is_request,
        contact=contact,
        is_masked="contact" not in draft.contents,
    )


@GET_OR_POST
@step
def somebody_else(request, draft):
    """The client already has a visit at that time: ask who this one is for."""
    proven = proof.of(request, timezone.now())
    contact = drafts.contact(draft, proven)
    if contact is None:
        return redirect("booking:details", draft.pk)
    form = OtherPersonForm(posted(request), taken=contact.name)
    if form.is_valid():
        other = {**vars(contact), "name": form.cleaned_data["name"]}
        drafts.update(draft, contact=other, safety=None)
        return redirect("booking:safety", draft.pk)
    status = 422 if form.errors else 200
    context = {
        "form": form,
        "draft": draft,
        "times_url": _times_url(drafts.choice(draft)),
    }
    return render(request, "booking/somebody_else.html", context, status=status)


@require_POST
@step
def extend(request, draft):
    """Extend the hold by ten minutes and save what was typed on the page."""
    where = request.POST.get("step")
    if where in TYPED_ON:
        drafts.keep_typed(draft, where, request.POST)
    try:
        services.extend(appointment=draft.appointment, now=timezone.now())
    except exceptions.HoldExpired:
        flash.info(
            request,
            _("We cannot keep this time any longer. You can still book it now."),
        )
    if where in TYPED_ON:
        return redirect(f"booking:{where}", draft.pk)
    return redirect(next_step(draft, proof.of(request, timezone.now())), draft.pk)


@require_POST
@step
def call_me(request, draft):
    """Ask staff to call; nothing is booked."""
    if asks_too_often(request, "call", CALLS_PER_MINUTE):
        return refuse(request, exceptions.TooManyHolds())
    proven = proof.of(request, timezone.now())
    contact, checked = drafts.contact(draft, proven), drafts.safety(draft)
    if contact is None or checked is None:
        return redirect(next_step(draft, proven), draft.pk)
    services.ask_for_a_call(
        name=contact.name, phone=contact.phone, level=checked.level, now=timezone.now()
    )
    return render(request, "booking/call.html", {"draft": draft, "contact": contact})


def next_step(draft, proven):
    """The first page of a draft that is still incomplete."""
    return _missing(draft, proven) or "booking:check"


def _book(request, draft, changed, proven):
    if changed:
        return redirect("booking:safety", draft.pk)
    if changed is False:
        drafts.update(draft, safety={"changed": False})
    try:
        appointment = services.book(
            draft=draft,
            contact=drafts.contact(draft, proven),
            safety=drafts.safety(draft),
            proof=proven,
            now=timezone.now(),
        )
    except exceptions.SamePerson:
        return redirect("booking:somebody_else", draft.pk)
    except exceptions.AsksForProof as refusal:
        return _prove_first(request, draft, refusal)
    except exceptions.Refused as refusal:
        return refuse(request, refusal, choice=drafts.choice(draft))
    return redirect("visit:show", links.shown(appointment))


def _missing(draft, proven):
    """The step that must come before the check page, or None."""
    contact, held = drafts.contact(draft, proven), draft.appointment
    if contact is None or (held.location.visits_homes and not contact.address):
        return "booking:details"
    checked = drafts.safety(draft)
    if checked is None or "changed" in checked.answers:
        rules = catalogues.current().rules
        skips = statements.may_skip(proven, contact, rules, timezone.now())
        return None if skips else "booking:safety"
    return "booking:help" if checked.level == Level.EMERGENCY else None


def _after_details(request, draft):
    proven = proof.of(request, timezone.now())
    missing = _missing(draft, proven)
    return missing or (
        "booking:check" if drafts.safety(draft) is None else "booking:safety"
    )


def _details_form(request, draft):
    """The form of the details page, filled in with what was typed or is known."""
    held, contents = draft.appointment, draft.contents
    known = proof.of(request, timezone.now())
    initial = drafts.typed(draft, "details") or contents.get("contact")
    if initial is None and known and known.client:
        initial = vars(known.client.contact)
    postal_code = contents["choice"].get("postal_code", "")
    return DetailsForm(
        posted(request),
        initial={"email": known.mailbox if known else "", **(initial or {})},
        at_home=held.location.visits_homes,
        postal_code=postal_code,
    )


def _ended(request, draft):
    """The time is no longer held: another tab took the hold over, or it has ended."""
    other = drafts.live_hold_of(draft.browser)
    choice = drafts.choice(draft)
    if other and other.pk != draft.pk and _is_held(other.appointment):
        return refuse(request, exceptions.HeldElsewhere(), choice=choice, other=other)
    return refuse(request, exceptions.HoldExpired(), choice=choice)


def _prove_first(request, draft, refusal):
    """Offer the mailed code and the way back, alike for known and unknown addresses."""
    here = reverse("booking:check", args=[draft.pk])
    return refuse(request, refusal, prove=here)


def _is_held(held):
    return held.status == Status.HELD and deadlines.is_live(
        held.expires_at, timezone.now()
    )


def _times_url(choice):
    """The page of other times; all treatments, if this one was just withdrawn."""
    if choice is None:
        return reverse("booking:treatments")
    return f"{reverse('booking:times', args=[choice.offer.slug])}?{choice.query}"


def _page(request, template, draft, form, **context):
    held, choice = draft.appointment, drafts.choice(draft)
    context = {
        "draft": draft,
        "held": held,
        "times_url": _times_url(choice),
        "passed_on": draft.contents.get("passed_on"),
        "held_until": held.expires_at.astimezone(held.location.zone),
        "can_extend": held.extensions < deadlines.EXTENSIONS,
        "form": form,
        "proven": proof.of(request, timezone.now()),
        **context,
    }
    return render(request, template, context, status=422 if form.errors else 200)
