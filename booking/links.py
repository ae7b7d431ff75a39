"""The personal links of a visit.

The browser that booked is shown one that lasts until thirty days after the visit.
What leaves by mail is signed for its mailbox, and so is every page that it leads to:
when the visit has another address, they open nothing any more.
"""

from django.conf import settings
from django.urls import reverse

from clients.contact import mailbox_or_nothing
from intake import links as forms
from web.tokens import row_id_from, token_for

VISIT = "visit"  # shown to the browser that booked
BEHIND_MAIL = "visit-behind-mail"  # the pages that a mail leads to; proves nothing
IN_MAIL = "visit-mail"  # in the mail itself: its button proves the mailbox


def shown(appointment) -> str:
    """The token for the browser that booked."""
    return token_for(appointment.pk, VISIT)


def behind_mail(appointment) -> str:
    """The token of the pages that a mail leads to, and of the file with it."""
    return token_for(appointment.pk, _signed_for(BEHIND_MAIL, appointment))


def in_mail(appointment) -> str:
    """The token in a mail to the address that the visit has."""
    return token_for(appointment.pk, _signed_for(IN_MAIL, appointment))


def opens(token, appointment) -> bool:
    """Whether a token opens the pages of this visit."""
    purposes = (VISIT, _signed_for(BEHIND_MAIL, appointment))
    return any(row_id_from(token, each) == appointment.pk for each in purposes)


def is_in_mail(token, appointment) -> bool:
    """Whether a token is that of a mail to the address that the visit has."""
    purpose = _signed_for(IN_MAIL, appointment)
    return row_id_from(token, purpose) == appointment.pk


def renewed(token, appointment) -> str:
    """The token to go on with after the address of the visit has changed."""
    is_shown = token == shown(appointment)
    return token if is_shown else behind_mail(appointment)


def form_token(appointment, token) -> str:
    """The link to the health form from the pages of a visit: as narrow as theirs."""
    is_shown = token == shown(appointment)
    mailbox = None if is_shown else mailbox_or_nothing(appointment.email)
    return forms.token(appointment.form, mailbox)


def visit_url(appointment) -> str:
    """Where a mail leads."""
    return _absolute("visit:from_mail", in_mail(appointment))


def form_url(appointment) -> str:
    """Where a mail leads to the health form."""
    token = form_token(appointment, behind_mail(appointment))
    return _absolute("intake:tasks", token)


def pages_url(token) -> str:
    """The address of a visit's pages, for a calendar or print; it proves nothing."""
    return _absolute("visit:show", token)


def _signed_for(purpose, appointment):
    return f"{purpose}:{mailbox_or_nothing(appointment.email)}"


def _absolute(name, token):
    return settings.SITE_URL + reverse(name, args=[token])
