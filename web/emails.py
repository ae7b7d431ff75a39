"""E-mail addresses: valid ones, the mailbox they name, and likely typos."""

import re
import unicodedata
from string import ascii_lowercase, ascii_uppercase

import idna
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

LONGEST = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
# RFC 5322's atoms with single dots between them; RFC 6531 adds letters of any script.
LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")
LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)

COMMON_DOMAINS = (
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "live.com",
    "msn.com",
    "comcast.net",
    "verizon.net",
    "protonmail.com",
    "gmx.de",
    "gmx.net",
    "hotmail.co.uk",
    "btinternet.com",
)
# Real providers whose names are one letter from one of those.
NO_SLIPS = {"ymail.com", "mail.com", "email.com", "gmx.com", "gmx.at", "gmx.ch"}


def mailbox_of(email: str) -> str:
    """The mailbox that an address names; equal mailboxes belong to the same person.

    Unicode in its composed form, ASCII letters in lower case, the domain as IDNA 2008
    writes it, and nothing else: jörg@ is not jorg@, straße@ is not strasse@. Raises
    ValueError when the text is not an address.
    """
    local, at, domain = unicodedata.normalize("NFC", email.strip()).rpartition("@")
    try:
        ascii_domain = idna.encode(domain, uts46=True).decode()
    except idna.IDNAError as error:
        raise ValueError(f"{domain!r} is not a domain.") from error
    if not local:
        raise ValueError("An address has something before the @.")
    return f"{local}@{ascii_domain}".translate(LOWER)


def real_address(value: str) -> None:
    """Refuse an address no mail can reach: no name, no dot in the domain, spaces."""
    local = value.rpartition("@")[0]
    try:
        domain = mailbox_of(value).rpartition("@")[2]
    except ValueError:
        domain = ""
    whole = LOCAL_PART.fullmatch(local) and "." in domain
    if not whole or len(local.encode()) > 64 or len(value) > LONGEST:
        raise ValidationError(_("Enter a valid e-mail address."), code="invalid")


def likely_meant(email: str) -> str:
    """The address probably meant: gmail.com for gmial.com; "" if it looks right."""
    local, at, domain = email.rpartition("@")
    domain = domain.lower()
    if domain in COMMON_DOMAINS or domain in NO_SLIPS:
        return ""
    near = (known for known in COMMON_DOMAINS if _is_one_slip(domain, known))
    meant = next(near, "")
    return meant and f"{local}@{meant}"


def _is_one_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, added or wrong, or two neighbours are swapped."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b),
        min(len(typed), len(meant)),
    )
    a, b = typed[start:], meant[start:]
    return (
        a[1:] == b or a == b[1:] or a[1:] == b[1:] or a[:2] + b[2:] == b[1::-1] + a[2:]
    )


def masked(email: str) -> str:
    """An address that only its owner recognises: r•••@example.com."""
    local, at, domain = email.rpartition("@")
    return f"{local[:1]}•••@{domain}" if local else ""


class MailFormField(forms.EmailField):
    """An address as people type it; cleaned to composed Unicode."""

    default_validators = [real_address]

    def to_python(self, value):
        return unicodedata.normalize("NFC", super().to_python(value))


class MailField(models.EmailField):
    """A column for an address, by the same rule in every form."""

    default_validators = [real_address]

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": MailFormField, **kwargs})
