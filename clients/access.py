"""Who may read what about whom, asked by every view of the staff side.

Each kind of reading has three permissions: `<kind>_own` for own clients, `<kind>_any`
for everyone's, `<kind>_with_reason` after giving a reason that is logged. They are
asked of the groups of an account alone: being a superuser opens nothing. Own clients
are the people of the rows of CareTeam, through all their files.
"""

from enum import IntEnum

from django.db.models.functions import Coalesce

from clients import files
from clients.models import CareTeam

# Name and contact, and whether somebody must be called first.
CONTACT = "clients.contact"

# What they told us about their health, and the words of their red flags.
HEALTH = "clients.health"


class Reach(IntEnum):
    """How far somebody can see; of several permissions the furthest counts."""

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
    """How far this user's groups reach in a kind of reading, such as HEALTH."""
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
    """Narrow a queryset of clients to those whom this user may see at all."""
    furthest = reach(user, kind)
    if furthest is Reach.EVERYONE:
        return clients
    if furthest is Reach.OWN:
        return clients.with_head().filter(head__in=_own_people(user))
    return clients.none()


def concerning_visible(rows, user, kind: str):
    """The same for rows that have a `client`, such as appointments."""
    furthest = reach(user, kind)
    if furthest is Reach.EVERYONE:
        return rows
    if furthest is Reach.OWN:
        head = Coalesce("client__joined_to_id", "client_id")
        return rows.annotate(head=head).filter(head__in=_own_people(user))
    return rows.none()


def allows(user, client, kind: str) -> bool:
    """Whether this user may read this of a client without giving a reason."""
    furthest = reach(user, kind)
    if furthest is Reach.OWN:
        return CareTeam.objects.filter(user=user, client__in=files.of(client)).exists()
    return furthest is Reach.EVERYONE


def allows_with_reason(user, kind: str) -> bool:
    """Whether this user may read it after giving a reason, which is logged."""
    return reach(user, kind) is Reach.WITH_REASON


def _own_people(user):
    """The files that speak for people of whom some file has this user in its team."""
    own = CareTeam.objects.filter(user=user)
    return own.values_list(Coalesce("client__joined_to_id", "client_id"), flat=True)
