"""An SMTP backend that also reaches internationalised addresses."""

from email import message_from_bytes, policy
from email.utils import parseaddr

import idna
from django.core.mail.backends import smtp
from django.utils.translation import gettext as _


class CannotReach(Exception):
    """An address that we cannot send to; says why, without naming it."""


class SMTPBackend(smtp.EmailBackend):
    """Django's SMTP backend, extended to addresses such as jörg@example.de (RFC 6531).

    Django would write such a name as an encoded word, which is another mailbox or none.
    """

    def _send(self, email_message):
        email_message.to = [plain_domain(address) for address in email_message.to]
        if all(address.isascii() for address in email_message.recipients()):
            return super()._send(email_message)
        self.connection.ehlo_or_helo_if_needed()
        if not self.connection.has_extn("smtputf8"):
            raise CannotReach(
                _("The address has letters that our mail server cannot write to.")
            )
        name, sender = parseaddr(email_message.from_email)
        self.connection.sendmail(
            sender,
            email_message.to,
            _with_true_recipients(email_message),
            mail_options=["SMTPUTF8", "BODY=8BITMIME"],
        )
        return True


def plain_domain(address):
    """The address with its domain in ASCII, such as xn--caf-dma.example.

    By IDNA 2008 (RFC 5891), for which straße.de and strasse.de are two domains.
    """
    local, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode()}"
    except idna.IDNAError:
        words = _("The address names a domain that cannot exist.")
        raise CannotReach(words) from None


def _with_true_recipients(email_message):
    """The whole mail as bytes, with the addresses in its headers unchanged."""
    utf8 = policy.SMTPUTF8
    whole = message_from_bytes(email_message.message().as_bytes(), policy=utf8)
    del whole["To"]
    whole["To"] = ", ".join(email_message.to)
    return whole.as_bytes()
