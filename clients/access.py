"""Who may read what about whom: one table, asked by every view of the staff side.

Own clients are the rows of CareTeam. A role that is not named may read nothing.
"""

from enum import IntEnum

from clinic.roles import Role


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
        return clients.filter(care_team__user=user)
    return clients.none()


def concerning_visible(rows, user, table):
    """The same for rows that have a `client`, such as appointments."""
    furthest = reach(user, table)
    if furthest is Reach.EVERYONE:
        return rows
    if furthest is Reach.OWN:
        return rows.filter(client__care_team__user=user)
    return rows.none()


def allows(user, client, table) -> bool:
    """Whether this user may read this client's part of a table without a reason."""
    furthest = reach(user, table)
    if furthest is Reach.OWN:
        return client.care_team.filter(user=user).exists()
    return furthest is Reach.EVERYONE


def allows_with_reason(user, table) -> bool:
    """Whether this user may read it after giving a reason, which is logged."""
    return reach(user, table) is Reach.WITH_REASON
