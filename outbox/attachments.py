"""Files that go with messages; each app adds its own from `wiring.py`.

They are made when the message leaves, so that writing it stays quick.
"""

from dataclasses import dataclass

_builders = {}


@dataclass(frozen=True)
class Attachment:
    name: str
    type: str
    text: str


def add(name, build):
    """Make a builder known: a function of what the message is about (a UUID)."""
    _builders[name] = build


def of(message) -> Attachment | None:
    """The file that goes with a message, as things stand now."""
    return _builders[message.attachment](message.about) if message.attachment else None
