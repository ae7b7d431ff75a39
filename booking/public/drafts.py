"""The draft of one browser tab: made with its hold, found by its URL and browser."""

from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from booking import services
from booking.availability import catalogue as catalogues
from booking.availability.selection import Choice, choose
from booking.engine import deadlines
from booking.models import Draft
from booking.models.appointments import Status
from booking.services.confirming import Safety
from clients import proof
from clients.contact import Contact
from intake import safety_check
from intake.levels import Level, strictest
from locations import languages
from web.rate_limit import address_hash


def own(request, draft_id: UUID) -> Draft | None:
    """The draft with this id, if this browser made it."""
    browser = proof.known_browser_key(request)
    drafts = Draft.objects.select_related(
        "appointment__therapist", "appointment__location", "appointment__treatment"
    )
    return drafts.filter(pk=draft_id, browser=browser).first() if browser else None


def release_lost_press(request, draft_id: UUID) -> None:
    """Release what a browser without cookies has just held, for it cannot go on.

    It is told by the id of the draft, by its network, and by coming at once.
    """
    if request.COOKIES:
        return
    draft = Draft.objects.filter(
        pk=draft_id, network=address_hash(request), appointment__status=Status.HELD
    ).first()
    if draft and deadlines.is_just_pressed(
        draft.appointment.expires_at, draft.used_at, timezone.now()
    ):
        services.release(appointment=draft.appointment)


def live_hold_of(browser) -> Draft | None:
    """The draft whose time a browser holds, or None."""
    drafts = Draft.objects.filter(browser=browser, appointment__status=Status.HELD)
    return drafts.select_related("appointment__location").first() if browser else None


def update(draft, **contents):
    """Save what the tab has chosen or typed, and when the draft was last used."""
    draft.contents = {**draft.contents, **contents}
    draft.used_at = timezone.now()
    draft.save(update_fields=["contents", "used_at"])


def keep_typed(draft, step, posted):
    """Save the raw input of a page, valid or not."""
    fields = {name: posted.getlist(name) for name in posted if name not in UNTYPED}
    update(draft, typed={**draft.contents.get("typed", {}), step: fields})


# Fields that a form posts but nobody types.
UNTYPED = {"csrfmiddlewaretoken", "go", "key", "shows"}


def typed(draft, step) -> dict | None:
    """The saved input of a page, to fill its form with."""
    fields = draft.contents.get("typed", {}).get(step)
    if fields is None:
        return None
    return {
        name: values[0] if len(values) == 1 else values
        for name, values in fields.items()
    }


def choice(draft) -> Choice | None:
    """The choice of the draft; None when it is no longer on offer."""
    return choose(catalogues.current(), **draft.contents["choice"])


def contact(draft, proven=None) -> Contact | None:
    """The contact as typed, or as known of a proven person; else None.

    Its language is that of the page.
    """
    found = _contact(draft, proven)
    return found and replace(found, language=languages.current())


def _contact(draft, proven):
    details = draft.contents.get("contact")
    if details:
        return Contact(**details)
    client = proven and proven.client
    needs_address = draft.appointment.location.visits_homes
    if client is None or (needs_address and not client.address):
        return None
    return client.contact


def safety(draft) -> Safety | None:
    """The answers of the safety check; None until it was answered.

    A red flag that was ticked and then unticked stays in the answers, for the
    therapist.
    """
    answers = draft.contents.get("safety")
    if answers is None:
        return None
    if "changed" in answers:
        return Safety(answers, Level.NONE)
    level = safety_check.level_of(answers["ticked"])
    return Safety(
        answers, strictest([level, Level.REVIEW if _took_back(answers) else level])
    )


def _took_back(answers):
    keys = answers.get("taken_back", [])
    return safety_check.level_of(keys) == Level.EMERGENCY


def answer_safety(draft, ticked):
    """Save which statements are ticked now, and which were ticked and unticked."""
    before = draft.contents.get("safety") or {}
    seen = {*before.get("ticked", []), *before.get("taken_back", [])}
    answers = {"ticked": ticked}
    if seen - set(ticked):
        answers["taken_back"] = sorted(seen - set(ticked))
    update(draft, safety=answers)
