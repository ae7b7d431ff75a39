"""The files of one person: what is read through all of them, and what forbids joining.

Joining files moves no row. From its `registrations.py` each app registers here the
relations to a client that it reads through all files of the person, and what tells two
people apart.
"""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet

from clients.models import Client

READ_THROUGH: dict[str, str] = {}
Contradicts = Callable[[Client, Client], bool]
_contradictions: list[Contradicts] = []


def read_through(relation: str, why: str) -> None:
    """Register that rows of `relation` (`app.Model.field`) are read for the whole
    person.

    `why` is how, or the reason why they stay with their own file.
    """
    READ_THROUGH[relation] = why


def tell_apart(contradicts: Contradicts) -> None:
    """Register a function: true for two clients who cannot be one person."""
    _contradictions.append(contradicts)


def contradict(one: Client, other: Client) -> bool:
    """Whether any registered function says that two files belong to two people."""
    return any(contradicts(one, other) for contradicts in _contradictions)


def of(client: Client) -> QuerySet[Client, Mapping[str, object]]:
    """The ids of all files of the person whose file this is, as a subquery."""
    return Client.objects.files_of(client).values("pk")
