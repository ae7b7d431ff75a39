"""Write the care team of a client, and the log of who looked."""

from clients.models import CareTeam, Reading
from clinic import frame


def join_care_team(*, client, user):
    """Make someone's own client of this client; twice is the same as once."""
    if user is not None:
        CareTeam.objects.get_or_create(client=client, user=user)


def leave_care_team(*, client, user):
    """Somebody will not treat this client after all."""
    CareTeam.objects.filter(client=client, user=user).delete()


def note_reading(*, client, user, what, row_id, now, reason=""):
    """Log that somebody looked at health data; `user` is None for the client."""
    return Reading.objects.create(
        client=client, user=user, what=what, row_id=row_id, at=now, reason=reason
    )


def note_list_reading(*, clients, user, what, now):
    """Log that a list showed health words of some clients: once a day for each."""
    ids = {client.pk for client in clients}
    logged = Reading.objects.filter(
        user=user, what=what, client__in=ids, at__gte=frame.day_began(now)
    )
    ids -= set(logged.values_list("client_id", flat=True)) if ids else set()
    Reading.objects.bulk_create(
        Reading(client_id=pk, user=user, what=what, row_id=pk, at=now) for pk in ids
    )
