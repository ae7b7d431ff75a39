"""The history of an appointment: one entry for each thing that happened to it."""

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
    """Add an entry; `by` is the member of staff, None for the client."""
    return HistoryEntry.objects.create(
        appointment=appointment, verb=verb, by=by, at=now, details=details
    )
