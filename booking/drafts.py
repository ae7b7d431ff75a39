"""The draft of a browser session: made with the first hold, found by its address."""

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from booking import catalogue as catalogues
from booking.choices import Choice, choose
from booking.models import Draft
from booking.models.appointments import Status
from booking.services.confirming import Contact, Safety
from clinic.visitors import address_hash
from intake import safety_check
from intake.levels import Level

SESSION_KEY = "draft"


def current(request):
    """The session's draft while it has booked nothing, else None. Not created here."""
    draft_id = request.session.get(SESSION_KEY)
    if draft_id is None:
        return None
    draft = Draft.objects.select_related("appointment").filter(pk=draft_id).first()
    return draft if draft and _is_open(draft) else None


def current_or_new(request):
    """The session's draft, or a fresh one for this browser."""
    draft = current(request)
    if draft is None:
        draft = Draft.objects.create(
            address_hash=address_hash(request), created_at=timezone.now()
        )
        request.session[SESSION_KEY] = str(draft.pk)
    return draft


def own_or_404(request, draft_id: UUID):
    """The draft of an address, if this session made it."""
    if request.session.get(SESSION_KEY) != str(draft_id):
        raise Http404
    draft = (
        Draft.objects.select_related(
            "appointment__therapist", "appointment__location", "appointment__treatment"
        )
        .filter(pk=draft_id)
        .first()
    )
    if draft is None:
        raise Http404
    return draft


def update(draft, **contents):
    """Keep what the session has chosen or typed."""
    draft.contents = {**draft.contents, **contents}
    draft.save(update_fields=["contents"])


def choice(draft) -> Choice | None:
    """What the draft's session wants; None when it is not offered any more."""
    return choose(catalogues.current(), **draft.contents["choice"])


def is_known(draft) -> bool:
    """Whether they say that they have been here before."""
    return "known" in draft.contents["choice"]


def contact(draft) -> Contact | None:
    """Who books; None until the details page was sent."""
    details = draft.contents.get("contact")
    return Contact(**details) if details else None


def safety(draft) -> Safety | None:
    """What the safety check said; None until it was answered."""
    answers = draft.contents.get("safety")
    if answers is None:
        return None
    if "changed" in answers:
        return Safety(answers, Level.NONE)
    return Safety(answers, safety_check.level_of(answers["ticked"]))


def _is_open(draft):
    return draft.appointment is None or draft.appointment.status in (
        Status.HELD,
        Status.EXPIRED,
    )
