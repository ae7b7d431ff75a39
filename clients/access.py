"""Which user may read what about which client; every view of the staff side asks here.

Each kind of reading has three permissions: `<kind>_own` for a user's own clients,
`<kind>_any` for all clients, `<kind>_with_reason` after giving a reason, which is
logged. Only an account's groups give them: being a superuser opens nothing. A user's
own clients are those with a row in CareTeam, through all their files.
"""

from enum import IntEnum

from django.db.models.functions import Coalesce

from clients import files
from clients.models import CareTeam

# Name and contact details, and whether the client must be called first.
CONTACT = "clients.contact"

# What a client told us about their health, and the words of their red flags.
HEALTH = "clients.health"


class Reach(IntEnum):
    """How far a user can see; of several permissions the furthest counts."""

    NOBODY = 0
    WITH_REASON = 1
    OWN = 2
    EVERYONE = 3


PERMISSIONS = {
    Reach.EVERYONE: "any",
    Reach.OWN: "own",
    Reach.WITH_REASON: "with_reason",
}


def reach(user, kind: str) -> Reach:
    """How far this user's groups let them see in a kind of reading, such as HEALTH."""
    if not user.is_active:
        return Reach.NOBODY
    return next(
        (
            furthest
            for furthest, name in PERMISSIONS.items()
            if f"{kind}_{name}" in user.permissions_of_groups
        ),
        Reach.NOBODY,
    )


def visible(clients, user, kind: str):
    """Narrow a queryset of clients to those this user may see at all."""
    furthest = reach(user, kind)
    if furthest is Reach.EVERYONE:
        return clients
    if furthest is Reach.OWN:
        return clients.with_head().filter(head__in=_own_people(user))
    return clients.none()


def concerning_visible(rows, user, kind: str):
    """Narrow rows that have a `client`, such as appointments, in the same way."""
    furthest = reach(user, kind)
    if furthest is Reach.EVERYONE:
        return rows
    if furthest is Reach.OWN:
        head = Coalesce("client__joined_to_id", "client_id")
        return rows.annotate(head=head).filter(head__in=_own_people(user))
    return rows.none()


def allows(user, client, kind: str) -> bool:
    """Whether this user may read a kind of data of a client without giving a reason."""
    furthest = reach(user, kind)
    if furthest is Reach.OWN:
        return CareTeam.objects.filter(user=user, client__in=files.of(client)).exists()
    return furthest is Reach.EVERYONE


def allows_with_reason(user, kind: str) -> bool:
    """Whether this user may read a kind of data after giving a reason; it is logged."""
    return reach(user, kind) is Reach.WITH_REASON


def _own_people(user):
    """The head files of people who have this user in the care team of any file."""
    own = CareTeam.objects.filter(user=user)
    return own.values_list(Coalesce("client__joined_to_id", "client_id"), flat=True)
