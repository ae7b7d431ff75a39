"""Who may read what about whom: one table, asked by every view of the staff side.

Own clients are the people of the rows of CareTeam, through all their files. A role that
is not named may read nothing.
"""

from enum import IntEnum

from django.db.models.functions import Coalesce

from accounts.roles import Role
from clients import files
from clients.models import CareTeam


class Reach(IntEnum):
    """How far a role can see; of several roles the furthest counts."""

    NOBODY = 0
    WITH_REASON = 1
    OWN = 2
    EVERYONE = 3


# Name, contact, visits, and whether somebody must be called first.
CONTACT = {
    Role.FRONT_DESK: Reach.EVERYONE,
    Role.THERAPIST: Reach.OWN,
    Role.CLINICAL_LEAD: Reach.EVERYONE,
    Role.OWNER: Reach.EVERYONE,
}

# What they told us about their health, and the words of their red flags.
HEALTH = {
    Role.THERAPIST: Reach.OWN,
    Role.CLINICAL_LEAD: Reach.EVERYONE,
    Role.OWNER: Reach.WITH_REASON,
}

# Booking, moving, cancelling and marking visits; answering requests and calls.
VISITS = {
    Role.FRONT_DESK: Reach.EVERYONE,
    Role.THERAPIST: Reach.OWN,
    Role.CLINICAL_LEAD: Reach.EVERYONE,
    Role.OWNER: Reach.EVERYONE,
}


def reach(user, table) -> Reach:
    """How far this user's roles reach in one of the tables."""
    if not user.is_active:
        return Reach.NOBODY
    found = (table.get(role, Reach.NOBODY) for role in roles_of(user))
    return max(found, default=Reach.NOBODY)


def roles_of(user) -> set[str]:
    """The names of a user's groups, read once per user object."""
    if not hasattr(user, "_role_names"):
        user._role_names = set(user.groups.values_list("name", flat=True))
    return user._role_names


def visible(clients, user, table):
    """Narrow a queryset of clients to those whom this user may see at all."""
    furthest = reach(user, table)
    if furthest is Reach.EVERYONE:
        return clients
    if furthest is Reach.OWN:
        return clients.with_head().filter(head__in=_own_people(user))
    return clients.none()


def concerning_visible(rows, user, table):
    """The same for rows that have a `client`, such as appointments."""
    furthest = reach(user, table)
    if furthest is Reach.EVERYONE:
        return rows
    if furthest is Reach.OWN:
        head = Coalesce("client__joined_to_id", "client_id")
        return rows.annotate(head=head).filter(head__in=_own_people(user))
    return rows.none()


def allows(user, client, table) -> bool:
    """Whether this user may read this client's part of a table without a reason."""
    furthest = reach(user, table)
    if furthest is Reach.OWN:
        return CareTeam.objects.filter(user=user, client__in=files.of(client)).exists()
    return furthest is Reach.EVERYONE


def _own_people(user):
    """The files that speak for people of whom some file has this user in its team."""
    own = CareTeam.objects.filter(user=user)
    return own.values_list(Coalesce("client__joined_to_id", "client_id"), flat=True)


def allows_with_reason(user, table) -> bool:
    """Whether this user may read it after giving a reason, which is logged."""
    return reach(user, table) is Reach.WITH_REASON
