"""The history of an appointment: one line for each thing that was done with it."""

from booking.models import HistoryEntry


def note(appointment, verb, *, now, by=None, **details):
    """Add a line; `by` is the member of staff, None for the client."""
    return HistoryEntry.objects.create(
        appointment=appointment, verb=verb, by=by, at=now, details=details
    )
