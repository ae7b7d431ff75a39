"""Write the care team of a client."""

from accounts.models import User
from clients.models import CareTeam, Client


def join_care_team(*, client: Client, user: User | None) -> None:
    """Add a user to the care team of a client; repeating it changes nothing."""
    if user is not None:
        member = CareTeam(client=client, user=user)
        CareTeam.objects.bulk_create([member], ignore_conflicts=True)


def leave_care_team(*, client: Client, user: User) -> None:
    """Remove a user who will not treat this client after all."""
    CareTeam.objects.filter(client=client, user=user).delete()
