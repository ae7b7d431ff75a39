"""Who answers the seven statements before a visit, and who the short question."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from booking.models import Appointment, BookingRules
from clients import files
from clients.contact import Contact, identity_of
from clients.proof import Proof
from intake.levels import Level


def may_skip(
    proof: Proof | None, contact: Contact, rules: BookingRules, now: datetime
) -> bool:
    """Whether “has anything changed?” is enough.

    It is for a browser that is proven for a client whose own last complete check is
    younger than the clinic's rule and found nothing. No parameter decides it, and no
    typed address. `contact` says who comes; somebody else answers for themselves.
    """
    person = proof.client if proof else None
    if person is None or identity_of(contact.name, contact.email) != person.identity:
        return False
    checked = Appointment.objects.filter(
        client__in=files.of(person), safety_check__is_complete=True
    )
    last = checked.order_by("-safety_check__made_at").values_list(
        "safety_check__made_at", "safety_check__level"
    )
    made_at, level = last.first() or (None, None)
    young = made_at and made_at > now - timedelta(days=rules.safety_check_days)
    return bool(young) and level == Level.NONE


def suffices(
    answers: Mapping[str, object],
    proof: Proof | None,
    contact: Contact,
    rules: BookingRules,
    now: datetime,
) -> bool:
    """Whether these answers are enough to book."""
    return "ticked" in answers or may_skip(proof, contact, rules, now)
