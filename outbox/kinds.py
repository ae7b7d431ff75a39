"""The kinds of message there are; each app adds its own from `wiring.py`."""

import re
from dataclasses import dataclass

RAW = "raw"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Kind:
    """A message that the site can send.

    `placeholders` may stand in its wording, in braces. The contents of a private
    message, such as a sign-in code, are erased once it has left.
    """

    name: str
    placeholders: tuple[str, ...]
    private: bool = False

    def unknown_in(self, text):
        """The placeholders in a text that this kind does not fill, sorted."""
        return sorted(set(PLACEHOLDER.findall(text)) - set(self.placeholders))


_kinds = {RAW: Kind(RAW, (), private=True)}


def add(name, *placeholders, private=False):
    """Make a kind of message known; `templates/emails/<name>.txt` holds its wording."""
    _kinds[name] = Kind(name, placeholders, private)


def named(name):
    """The kind of this name; KeyError when no app added it."""
    return _kinds[name]


def worded():
    """The kinds whose wording the clinic may replace."""
    return [kind for kind in _kinds.values() if kind.name != RAW]
