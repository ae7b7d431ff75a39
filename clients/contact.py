"""Contact details as a value, and what makes two bookings the same person."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TypedDict

from web.emails import mailbox_of

APOSTROPHES = re.compile("['\u2018\u2019\u201b\u02bc\u02bb`\u00b4\uff07]")


@dataclass(frozen=True)
class Contact:
    """The client who comes to a visit, and how to reach them.

    `email` is empty for clients who have none. The postal address is that of a home
    visit; `way_in` says how to find the door. `language` is the one they wrote to us
    in, such as "es"; empty means the clinic's.
    """

    name: str
    email: str
    phone: str
    address: str = ""
    postal_code: str = ""
    floor: str = ""
    has_elevator: bool | None = None
    way_in: str = ""
    language: str = ""


class ContactFields(TypedDict, total=False):
    """Some of the columns of `Contact`."""

    name: str
    email: str
    phone: str
    address: str
    postal_code: str
    floor: str
    has_elevator: bool | None
    way_in: str
    language: str


def folded(name: str) -> str:
    """A name without case, accents, spaces and apostrophes, for comparison.

    José Núñez is Jose Nunez, O’Brien is O'Brien. Compatibility forms are one letter
    (NFKC), then marks that combine are dropped.
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    text = unicodedata.normalize("NFD", text)
    text = "".join(each for each in text if not unicodedata.combining(each))
    return "".join(APOSTROPHES.sub("", unicodedata.normalize("NFKC", text)).split())


def mailbox_or_nothing(email: str) -> str:
    """The mailbox of an address; "" when there is none."""
    return mailbox_of(email) if email else ""


def identity_of(name: str, email: str) -> str:
    """The identity of a proven person: one mailbox and one folded name.

    A digest, since a folded name can be many times as long as the name.
    """
    person = f"{mailbox_or_nothing(email)}\n{folded(name)}"
    return hashlib.sha256(person.encode()).hexdigest()
