"""All files of one person: what is read through them, and what speaks against joining.

Joining moves no row. Each app names here, from its `registrations.py`, the relations
to a client that it reads through all files of the person, and what tells two people
apart.
"""

from clients.models import Client

READ_THROUGH: dict[str, str] = {}
_contradictions = []


def read_through(relation, why):
    """Say that rows of `relation` (`app.Model.field`) are read for the whole person.

    `why` is how, or the reason why they stay with their own file.
    """
    READ_THROUGH[relation] = why


def tell_apart(contradicts):
    """Add a function of two clients that is true when they cannot be one person."""
    _contradictions.append(contradicts)


def contradict(one, other):
    """Whether something known of two files says that they are two people's."""
    return any(contradicts(one, other) for contradicts in _contradictions)


def of(client):
    """The ids of all files of the person whose file this is, as a subquery."""
    return Client.objects.files_of(client).values("pk")
