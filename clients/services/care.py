"""Write the care team of a client."""

from accounts.models import User
from clients.models import CareTeam, Client


def join_care_team(*, client: Client, user: User | None) -> None:
    """Make someone's own client of this client; twice is the same as once."""
    if user is not None:
        CareTeam.objects.get_or_create(client=client, user=user)


def leave_care_team(*, client: Client, user: User) -> None:
    """Somebody will not treat this client after all."""
    CareTeam.objects.filter(client=client, user=user).delete()
