"""The kinds of message: one class each, registered by its app.

An instance is one message about to be sent. Its recipient, its facts, and whether it
may be sent at all are read only then.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from outbox import languages

RAW = "raw"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Placeholder(NamedTuple):
    """What stands in a wording for a value: its meaning, and an example of it.

    An empty example is that of a value which is often empty.
    """

    meaning: str
    example: str


# Placeholders that every wording may use; see `sign_with`.
SIGNATURE = {
    "clinic": Placeholder(_("the name of the clinic"), _("Our clinic")),
    "clinic_phone": Placeholder(_("the number to call"), "555 0100"),
    "emergency": Placeholder(_("the number of an ambulance"), "112"),
    "crisis": Placeholder(_("whom to call in a crisis"), _("Call 555 0199")),
}
FIRST_NAME = {"first_name": Placeholder(_("the first name of the reader"), "Robin")}


class UnknownKind(LookupError):
    """No app sends messages of this kind (any more)."""


@dataclass(frozen=True)
class Attachment:
    """A file attached to a message; `method` is that of a calendar file."""

    name: str
    type: str
    text: str
    method: str = ""


@dataclass(frozen=True)
class Mail:
    """A rendered message: subject, text, HTML and the file with it."""

    subject: str
    text: str
    html: str
    attachment: Attachment | None = None


class Kind:
    """A kind of message whose contents are in its own row, such as a code.

    `templates/emails/<language>/<name>.txt` holds its wording, with `placeholders` in
    braces. The `values` of a private message are erased once it has been sent. An
    awaited one is asked for by a page that is open, so it leaves even while
    `outbox.holds` has others wait. `title` names it in staff lists; `sent_when` and the
    examples are for those who word it.

    Everything that it says is asked for while its `language` is active. So `values` in
    the row hold no words of ours.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    sent_when: ClassVar[str]
    placeholders: ClassVar[Mapping[str, Placeholder]] = {}
    example_facts: ClassVar[tuple[tuple[str, str], ...]] = ()
    example_actions: ClassVar[tuple[str, ...]] = ()
    private: ClassVar[bool] = False
    is_awaited: ClassVar[bool] = False
    do_not_call_in_templates = True  # the class itself stands in lists of messages

    # Rows of (label, text) and links of (label, address) below the first paragraph.
    facts = ()
    actions = ()
    attachment: Attachment | None = None
    mail: Mail | None = None  # for messages worded elsewhere

    def __init__(self, message, now):
        self.message, self.now = message, now

    @classmethod
    def prepare(cls, kinds):
        """Fetch together the rows that a list of messages of this kind is about."""

    @property
    def to(self):
        """The address it is sent to; for staff, that of their account."""
        staff = self.message.to_staff
        return staff.email if staff else self.message.to

    @property
    def whom(self):
        """The name of its recipient, in staff lists."""
        return str(self.message.to_staff or self.message.to)

    @property
    def language(self):
        """The language of its recipient: that of their account, or the clinic's."""
        return languages.of_staff(self.message.to_staff)

    @property
    def values(self):
        """Values for the placeholders.

        A paragraph that uses one whose value is empty is left out.
        """
        return self.message.values

    def why_not(self):
        """Why it must no longer be sent, in words; empty when it may be."""
        staff = self.message.to_staff
        is_closed = staff and not staff.is_active
        return gettext("The account is closed.") if is_closed else ""

    def why_wait(self):
        """Why it must not be sent yet, in words; it is checked again in an hour."""
        return ""

    def without_address(self, mail):
        """What to do instead, when it may be sent but has no address."""

    def left(self):
        """What to record elsewhere once it has been sent."""


class RowKind(Kind):
    """A kind whose facts are read from the row that it is about.

    `found_by` names the field of the message and the unique field of the row that
    hold the same.
    """

    found_by: ClassVar[tuple[str, str]] = ("about", "pk")

    @classmethod
    def rows(cls):
        """The queryset of these rows, with everything that the message prints."""
        raise NotImplementedError

    @classmethod
    def prepare(cls, kinds):
        of_message, of_row = cls.found_by
        keys = {getattr(kind.message, of_message) for kind in kinds} - {None}
        found = cls.rows().in_bulk(keys, field_name=of_row)
        for kind in kinds:
            kind.row = found.get(getattr(kind.message, of_message))

    @cached_property
    def row(self):
        """The row, or None when it was deleted."""
        type(self).prepare([self])
        return self.__dict__["row"]

    def why_not(self):
        gone = gettext("What it was about is not there any more.")
        return super().why_not() or ("" if self.row else gone)


class Raw(Kind):
    """A mail of third-party code: subject and bodies as they came."""

    name = RAW
    title = _("Mail of the system")
    private = True

    @property
    def mail(self):
        said = self.values
        return Mail(said["subject"], said.get("text", ""), said.get("html", ""))


registered: dict[str, type[Kind]] = {RAW: Raw}
_signature = dict


def add(kind):
    """Register a kind of message under its name."""
    registered[kind.name] = kind
    return kind


def sign_with(build):
    """Register `build()` to give the values of SIGNATURE in every message."""
    global _signature
    _signature = build


def signature():
    """What every message may say, as it is now."""
    return _signature()


def named(name):
    """The kind of this name; raises UnknownKind when no app has registered it."""
    try:
        return registered[name]
    except KeyError:
        raise UnknownKind(name) from None


def prepared(messages, now):
    """Messages as instances of their kinds, with the rows they are about prefetched."""
    found = [registered.get(message.kind, Kind)(message, now) for message in messages]
    for cls in {type(kind) for kind in found}:
        cls.prepare([kind for kind in found if type(kind) is cls])
    return found


def awaited():
    """The names of the kinds that leave even while all others are held."""
    return [name for name, kind in registered.items() if kind.is_awaited]


def worded():
    """The kinds whose wording the clinic may replace."""
    return [kind for kind in registered.values() if kind.mail is None]


def title_of(name):
    """The title of a kind; its name in words when no app sends it any more."""
    kind = registered.get(name)
    return str(kind.title) if kind else name.replace("_", " ").capitalize()


def known_in(kind):
    """The placeholders that a wording of this kind may use, by name."""
    return {**SIGNATURE, **kind.placeholders}


def unknown_in(kind, text):
    """The placeholders in a text that this kind does not fill in, sorted."""
    return sorted(set(PLACEHOLDER.findall(text)) - set(known_in(kind)))
