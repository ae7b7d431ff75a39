"""The history of an appointment: one line for each thing that was done with it."""

from datetime import datetime

from accounts.models import User
from booking.models import Appointment, HistoryEntry


def note(
    appointment: Appointment,
    verb: str,
    *,
    now: datetime,
    by: User | None = None,
    **details: object,
) -> HistoryEntry:
    """Add a line; `by` is the member of staff, None for the client."""
    return HistoryEntry.objects.create(
        appointment=appointment, verb=verb, by=by, at=now, details=details
    )
