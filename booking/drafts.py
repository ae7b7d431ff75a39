"""The draft of a browser session: made with the first hold, found by its address."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from booking import catalogue as catalogues
from booking.models import Draft
from booking.models.appointments import Status
from booking.queries import Choice
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


@dataclass(frozen=True)
class Wish:
    """A choice as it lies in a draft: slugs, so that it outlives schedule changes."""

    treatment: str
    minutes: int
    therapist: str = ""
    place: str = ""
    known: bool = False
    condition: str = ""

    @property
    def name(self) -> str:
        """The name of the treatment."""
        return catalogues.current().offers[self.treatment].name

    @property
    def query(self) -> str:
        """What the addresses of the booking pages carry."""
        carried = {
            "length": self.minutes,
            "therapist": self.therapist,
            "location": self.place,
            "condition": self.condition,
            "known": "1" if self.known else "",
        }
        return urlencode({name: value for name, value in carried.items() if value})

    def choice(self) -> Choice | None:
        """The choice under the current catalogue; None when it is not offered, or not
        to people who are new here."""
        catalogue = catalogues.current()
        offer = catalogue.offers.get(self.treatment)
        person = catalogue.person(self.therapist) if self.therapist else None
        place = catalogue.place(self.place) if self.place else None
        gone = (self.therapist and not person) or (self.place and not place)
        length = offer and offer.lengths.get(self.minutes)
        if gone or length is None or not (self.known or length.for_new_clients):
            return None
        return Choice(
            offer,
            self.minutes,
            therapist=person and person.id,
            place=place and place.id,
            treats=self.condition or None,
        )


def wish(draft) -> Wish:
    """What the draft's session wants."""
    return Wish(**draft.contents["wish"])


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
