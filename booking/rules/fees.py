"""What a late cancellation costs, by the rule that was sold with the visit."""

from dataclasses import dataclass
from datetime import timedelta

from booking.engine import deadlines
from booking.models import HistoryEntry
from booking.models.appointments import Status
from clients import files
from locations.formatting import dollars

WAIVER = timedelta(days=365)


@dataclass(frozen=True)
class Fee:
    """A fee in cents; waived for the first late one in a year, or by staff."""

    cents: int = 0
    late: bool = False
    waived: bool = False


def for_cancelling(appointment, now, person=None):
    """What it would cost to cancel now.

    Whether an earlier late one counts is looked up in all files of the person for staff
    and for a browser that is proven for them (`person`); otherwise in this visit's own
    file, so that the page tells nobody who has been here.
    """
    free = deadlines.changes_freely(
        appointment.starts_at, appointment.free_change_hours, now
    )
    if free or appointment.status == Status.REQUESTED:
        return Fee()
    known = files.of(appointment.client) if person else [appointment.client_id]
    if _was_late_before(known, now):
        return Fee(appointment.late_fee_cents, late=True)
    return Fee(late=True, waived=True)


def waived(fee):
    """The same, forgiven: late, and free of charge."""
    return Fee(late=fee.late, waived=fee.late)


def fee_in_words(noted):
    """What a cancellation cost, from the details that its history has."""
    if not noted["late"]:
        return "There is nothing to pay."
    if noted["waived"] or not noted["fee_cents"]:
        return "It came late, but this time there is no fee."
    return f"As it was a late cancellation, the fee is {dollars(noted['fee_cents'])}."


def _was_late_before(clients, now):
    return HistoryEntry.objects.filter(
        appointment__client__in=clients,
        verb="cancelled",
        details__late=True,
        at__gt=now - WAIVER,
    ).exists()
