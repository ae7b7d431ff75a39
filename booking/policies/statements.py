"""Decide between the full safety check and the short question before a visit."""

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
    """Whether “has anything changed?” is enough instead of the seven statements.

    It is enough for a browser proven for a client whose last complete check found
    nothing and is younger than the clinic's rule allows. No parameter and no typed
    address can claim it. `contact` says who comes; another person answers the
    statements.
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
