"""What went wrong with a test letter: in an owner's words, and what to do about it."""

import smtplib
import socket
import ssl
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from outbox.transports import CannotReach

LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Trouble:
    """Why the letter did not leave, what helps, and the server's own answer."""

    what: str
    help: str
    answer: str = ""


def trouble_with(error: Exception) -> Trouble:
    """The trouble behind an error of the mail transport."""
    what, advice = _words(error)
    names = {
        "host": settings.EMAIL_HOST,
        "port": settings.EMAIL_PORT,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "seconds": settings.EMAIL_TIMEOUT,
        "file": settings.ENV_FILE.name,
    }
    return Trouble(what.format(**names), advice.format(**names), _answer(error))


# What happened, and what to do; both may name the settings in braces.
NO_HOST = (
    _("The site does not know yet which mail server to use."),
    _(
        "Ask your mail provider for the name of its server for outgoing mail (SMTP). "
        "Write it behind EMAIL_HOST= in the file {file} on the server, with "
        "EMAIL_PORT, EMAIL_HOST_USER and EMAIL_HOST_PASSWORD, and start the site again."
    ),
)
HOST_NOT_FOUND = (
    _("There is no mail server named {host}."),
    _(
        "Look for a slip in EMAIL_HOST in the file {file}: it is a name such as "
        "smtp.example.com, without https:// and without a port. Is the name right? "
        "Then this machine may be offline."
    ),
)
CONNECTION_REFUSED = (
    _("{host} is there, but takes no mail on port {port}."),
    _(
        "Set EMAIL_PORT to the port that your mail provider names, most often 587, "
        "with EMAIL_USE_TLS=1."
    ),
)
TIMEOUT = (
    _("{host} did not answer on port {port} within {seconds} seconds."),
    _(
        "Try EMAIL_PORT=587 with EMAIL_USE_TLS=1; port 465 does not work here. Many "
        "hosts of websites block mail until you ask them to open it."
    ),
)
TLS_FAILED = (
    _("No safe connection to {host} could be made."),
    _(
        "Write the name in EMAIL_HOST exactly as your mail provider does, since its "
        "certificate is for that name. With EMAIL_USE_TLS=1 the port is most often "
        "587. Set EMAIL_USE_TLS=0 only for a mail server on this same machine."
    ),
)
LOGIN_REFUSED = (
    _("{host} refused the user name or the password."),
    _(
        "Look for a slip in EMAIL_HOST_USER and EMAIL_HOST_PASSWORD. Some providers "
        "want a password made for this site alone (an “app password”) in place of your "
        "own."
    ),
)
NO_LOGIN = (
    _("{host} takes no user name and password on port {port}."),
    _(
        "Most servers do so only over a safe connection: set EMAIL_USE_TLS=1 and "
        "EMAIL_PORT=587."
    ),
)
SENDER_REFUSED = (
    _("{host} does not let this site write as {sender}."),
    _(
        "Set DEFAULT_FROM_EMAIL to an address that belongs to you at this mail "
        "provider."
    ),
)
RECIPIENT_REFUSED = (
    _("{host} does not take letters to your address."),
    _(
        "You see your address below; you can change it under “How you sign in”. If it "
        "is right, your provider may want a user name and password first: set "
        "EMAIL_HOST_USER and EMAIL_HOST_PASSWORD."
    ),
)
UNUSUAL_ADDRESS = (
    _("{host} cannot write to an address with letters such as those in yours."),
    _("Use another address of yours: change it under “How you sign in”."),
)
OTHER = (
    _("{host} did not take the letter."),
    _(
        "Send another one in a few minutes. If it fails again, show this page to your "
        "mail provider."
    ),
)

BY_ERROR = {
    smtplib.SMTPAuthenticationError: LOGIN_REFUSED,
    smtplib.SMTPSenderRefused: SENDER_REFUSED,
    smtplib.SMTPRecipientsRefused: RECIPIENT_REFUSED,
    smtplib.SMTPNotSupportedError: TLS_FAILED,
    ssl.SSLError: TLS_FAILED,
    socket.gaierror: HOST_NOT_FOUND,
    ConnectionRefusedError: CONNECTION_REFUSED,
    CannotReach: UNUSUAL_ADDRESS,
}


def _words(error: Exception) -> tuple[str, str]:
    if _ran_out_of_time(error):
        return TIMEOUT
    if isinstance(error, ConnectionRefusedError) and settings.EMAIL_HOST in LOCAL:
        return NO_HOST
    if isinstance(error, smtplib.SMTPNotSupportedError) and "AUTH" in str(error):
        return NO_LOGIN
    found = (words for kind, words in BY_ERROR.items() if isinstance(error, kind))
    return next(found, OTHER)


def _ran_out_of_time(error: Exception) -> bool:
    """Whether the server did not answer; smtplib reports some of these as a hang-up."""
    return isinstance(error, TimeoutError) or isinstance(
        error.__context__, TimeoutError
    )


def _answer(error: Exception) -> str:
    """What the server said, if it said anything."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            [(code, said), *others] = error.recipients.values()
        case smtplib.SMTPResponseException():
            code, said = error.smtp_code, error.smtp_error
        case _:
            return ""
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return f"{code} {text}"
