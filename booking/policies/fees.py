"""Fees for late cancellation, by the rule that was sold with the visit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from booking.engine import deadlines
from booking.models import Appointment, HistoryEntry
from booking.models.appointments import Status
from clients import files
from clients.models import Client
from locations.formatting import money

WAIVER = timedelta(days=365)


@dataclass(frozen=True)
class Fee:
    """A fee in cents; waived by staff, or for the first late cancellation in a year
    where the clinic has that rule."""

    cents: int = 0
    late: bool = False
    waived: bool = False


def for_cancelling(
    appointment: Appointment, now: datetime, person: User | Client | None = None
) -> Fee:
    """The fee for cancelling now.

    Earlier late cancellations are looked up in all files of the person for staff and
    for a browser proven for them (`person`); otherwise only in this visit's own file,
    so that the page does not reveal who has been here.
    """
    free = deadlines.changes_freely(
        appointment.starts_at, appointment.free_change_hours, now
    )
    client = appointment.client
    if free or client is None or appointment.status == Status.REQUESTED:
        return Fee()
    cents = appointment.late_fee_cents
    if not cents or not appointment.waives_first_late:
        return Fee(cents, late=True)
    if _was_late_before(files.of(client) if person else [client.pk], now):
        return Fee(cents, late=True)
    return Fee(late=True, waived=True)


def waived(fee: Fee) -> Fee:
    """The same fee, waived: late, and free of charge."""
    return Fee(late=fee.late, waived=fee.late)


def fee_in_words(noted: Mapping[str, Any], currency: str) -> str:
    """The fee of a cancellation in words, from the details in its history."""
    if noted["late"] and noted["waived"]:
        return _("It came late, but this time there is no fee.")
    if not noted["fee_cents"]:
        return _("There is nothing to pay.")
    fee = money(noted["fee_cents"], currency)
    return _("As it was a late cancellation, the fee is {fee}.").format(fee=fee)


def _was_late_before(
    clients: QuerySet[Client, Any] | Collection[UUID], now: datetime
) -> bool:
    return HistoryEntry.objects.filter(
        appointment__client__in=clients,
        verb="cancelled",
        details__late=True,
        at__gt=now - WAIVER,
    ).exists()
