"""Change the contact details of a visit; the client's file stays as it is."""

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.db.models import F

from accounts.models import User
from booking.messages import planning
from booking.models import Appointment
from booking.services import history, locks
from clients.contact import ContactFields, mailbox_or_nothing

WHERE = ("address", "postal_code", "floor", "has_elevator", "way_in")


@transaction.atomic
def change_contact(
    *,
    appointment: Appointment,
    now: datetime,
    by: User | None = None,
    **fields: Unpack[ContactFields],
) -> None:
    """Write contact columns of a visit; if the mailbox changes, tell both addresses.

    The history keeps the old values. Another place is an update for calendars.
    """
    visit = locks.lock_row(appointment)
    before = {
        name: _plain(getattr(visit, name))
        for name, value in fields.items()
        if getattr(visit, name) != value
    }
    if not before:
        return
    moves = any(name in WHERE for name in before)
    Appointment.objects.filter(pk=visit.pk).update(
        **fields, sequence=F("sequence") + (1 if moves else 0)
    )
    history.note(visit, "contact changed", now=now, by=by, was=before)
    if "email" not in before or not visit.email:
        return
    if mailbox_or_nothing(visit.email) != mailbox_or_nothing(fields["email"]):
        changed = Appointment.objects.with_people().get(pk=visit.pk)
        planning.send_address_changed(changed, visit.email, now)


def note_language(*, appointment: Appointment, language: str) -> None:
    """Keep the language in which the client of a visit has last written to us."""
    if language and appointment.language != language:
        appointment.language = language
        Appointment.objects.filter(pk=appointment.pk).update(language=language)


def _plain(value: object) -> str | bool | None:
    """A value that JSON can store."""
    return value if isinstance(value, bool | None) else str(value)
