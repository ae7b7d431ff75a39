"""The personal links of a visit.

The browser that booked gets a link that works until thirty days after the visit.
Links in mails, and the pages behind them, are signed for the mailbox: once the visit
has another address, they open nothing any more.
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
    """The token of the pages behind a mail, and of the calendar file attached to it."""
    return token_for(appointment.pk, _signed_for(BEHIND_MAIL, appointment))


def in_mail(appointment) -> str:
    """The token in a mail to the visit's present address."""
    return token_for(appointment.pk, _signed_for(IN_MAIL, appointment))


def opens(token, appointment) -> bool:
    """Whether a token opens the pages of this visit."""
    purposes = (VISIT, _signed_for(BEHIND_MAIL, appointment))
    return any(row_id_from(token, each) == appointment.pk for each in purposes)


def is_in_mail(token, appointment) -> bool:
    """Whether a token comes from a mail to the visit's present address."""
    purpose = _signed_for(IN_MAIL, appointment)
    return row_id_from(token, purpose) == appointment.pk


def renewed(token, appointment) -> str:
    """The token to go on with after the address of the visit has changed."""
    is_shown = token == shown(appointment)
    return token if is_shown else behind_mail(appointment)


def form_token(appointment, token) -> str:
    """The token for the intake form, with no more rights than the visit's own token."""
    is_shown = token == shown(appointment)
    mailbox = None if is_shown else mailbox_or_nothing(appointment.email)
    return forms.token(appointment.form, mailbox)


def visit_url(appointment) -> str:
    """The URL of a visit in a mail."""
    return _absolute("visit:from_mail", in_mail(appointment))


def form_url(appointment) -> str:
    """The URL of the intake form in a mail."""
    token = form_token(appointment, behind_mail(appointment))
    return _absolute("intake:tasks", token)


def pages_url(token) -> str:
    """The URL of a visit's pages for calendars and print; it proves no mailbox."""
    return _absolute("visit:show", token)


def _signed_for(purpose, appointment):
    return f"{purpose}:{mailbox_or_nothing(appointment.email)}"


def _absolute(name, token):
    return settings.SITE_URL + reverse(name, args=[token])
