"""Deliver due messages: claim, render, check, send, record; retry after failures.

A mail is sent twice only if we stop between the mail server's acceptance and our own
record of it, and then with the same Message-ID. A fault in one message is its own
failure, counted and visible, and holds up no other.
"""

import logging
from datetime import timedelta
from email.mime.text import MIMEText
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from outbox import holds, kinds, languages, rendering, signals
from outbox.models import Message
from outbox.transports import CannotReach

log = logging.getLogger(__name__)

# Longer than any one delivery can take (EMAIL_TIMEOUT per reply of the server).
LEASE = timedelta(minutes=10)
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=1)
PAUSE = timedelta(hours=1)
TRIES = 77  # about three days of these pauses

NO_ADDRESS = _("There is no mail address.")


def deliver_due(now=None):
    """Deliver all messages due now or at an instant; returns how many were tried."""
    tried = 0
    while deliver_next(now or timezone.now()):
        tried += 1
    return tried


def deliver_next(now):
    """Deliver the message that has been due longest; False when none is due.

    `now` starts the lease, so every message needs a fresh one.
    """
    message = claim(now)
    if message is None:
        return False
    # Reasons are read by staff; the letter itself is in the language of its recipient.
    with translation.override(languages.default()):
        deliver(message, now)
    return True


def claim(now):
    """Claim the oldest due message for one LEASE; None when none is due."""
    with transaction.atomic():
        due = Message.objects.due(now).order_by("due_at")
        if holds.reason():
            due = due.filter(kind__in=kinds.awaited())
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        message = due.first()
        if message is None:
            return None
        Message.objects.filter(pk=message.pk).update(
            attempts=F("attempts") + 1, claimed_until=now + LEASE
        )
    message.refresh_from_db()
    return message


def deliver(message, now):
    """Send, drop or postpone one claimed message, and record the outcome."""
    try:
        kind = kinds.named(message.kind)(message, now)
        reason = kind.why_not()
        pause = "" if reason else kind.why_wait()
        if not reason and not pause:
            mail = rendering.render(kind)
            reason = _send(kind, mail)
    except (OSError, SMTPException, CannotReach) as error:
        _note_failure(message, error, now)
    except Exception as error:  # whatever it is, the messages behind it must go out
        log.exception("Message %s cannot be put together", message.id)
        _note_failure(message, error, now)
    else:
        if reason:
            _note_dropped(message, reason)
        elif pause:
            _note_pause(message, pause, now)
        else:
            _note_success(kind, mail, now)


def _send(kind, mail):
    """Send a mail; returns why not, when it has no address."""
    if not kind.to:
        kind.without_address(mail)
        return str(NO_ADDRESS)
    email = as_email(kind, mail)
    get_connection(settings.MAIL_TRANSPORT).send_messages([email])
    return ""


def as_email(kind, mail):
    """The message in the form that Django's mail backends take."""
    message_id = f"<{kind.message.id}@{settings.SITE.hostname}>"
    email = EmailMultiAlternatives(
        mail.subject, mail.text, to=[kind.to], headers={"Message-ID": message_id}
    )
    if mail.html:
        email.attach_alternative(mail.html, "text/html")
    if mail.attachment:
        email.attach(_part(mail.attachment))
    return email


def _part(file):
    """A text file as a part of a mail, with the parameters of its content type."""
    part = MIMEText(file.text, file.type.removeprefix("text/"), "utf-8")
    if file.method:
        part.set_param("method", file.method)
    part.add_header("Content-Disposition", "attachment", filename=file.name)
    return part


def retry_after(attempts):
    """How long to wait after the given number of failed attempts: doubling."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_RETRY * 2**doublings, LONGEST_RETRY)


def _note_success(kind, mail, now):
    message = kind.message
    changes = sent_as(kind, mail) | {"sent_at": now}
    if not _note(message, **changes):
        return
    try:
        kind.left()
    except Exception:  # it was sent; sending it again would not help
        log.exception("Message %s left, which could not be noted further", message.id)


def sent_as(kind, mail):
    """The fields of a row to keep once its message has been sent.

    In the demo, whose mailbox shows them, that is the whole mail.
    """
    changes = {
        "state": Message.State.SENT,
        "to": kind.to[: Message.TO_LENGTH],
        "subject": mail.subject[: Message.SUBJECT_LENGTH],
        "reason": "",
    }
    if kind.private:
        changes["values"] = {}
    if settings.DEMO:
        changes["demo_copy"] = _copy(mail)
    return changes


def _copy(mail):
    file = mail.attachment
    return {
        "text": mail.text,
        "html": mail.html,
        "file": {"name": file.name, "type": file.type, "text": file.text}
        if file
        else None,
    }


def _note_dropped(message, reason):
    log.info("Message %s was dropped: %s", message.id, reason)
    _note(message, state=Message.State.WITHDRAWN, reason=reason)


def _note_pause(message, reason, now):
    """Postpone a message; waiting does not count as a failed attempt."""
    _note(message, reason=reason, due_at=now + PAUSE, attempts=message.attempts - 1)


def _note_failure(message, error, now):
    changes = {"reason": _in_words(error)[: Message.REASON_LENGTH]}
    gives_up = _is_final(error) or message.attempts >= TRIES
    if gives_up:
        changes["state"] = Message.State.FAILED
    else:
        changes["due_at"] = now + retry_after(message.attempts)
    log.warning("Message %s did not leave: %s", message.id, changes["reason"])
    if _note(message, **changes) and gives_up:
        signals.failed.send_robust(Message, message=message, now=now)


def _is_final(error):
    """Whether an error is permanent, so that a retry would fail as well."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, said in error.recipients.values())
    return isinstance(error, CannotReach)


def _in_words(error):
    """Why a message was not sent, in words without addresses or contents."""
    name = type(error).__name__
    match error:
        case CannotReach():
            return str(error)
        case SMTPRecipientsRefused():
            codes = sorted({code for code, said in error.recipients.values()})
            words = _("The mail server refused the address ({code}).")
            return words.format(code=codes[0])
        case OSError() | SMTPException():
            code = getattr(error, "smtp_code", None) or getattr(error, "errno", None)
            words = _("The mail server did not take it ({code}).")
            return words.format(code=code or name)
        case kinds.UnknownKind():
            return gettext("Nothing here sends messages of this kind.")
    return _("It could not be put together ({error}).").format(error=name)


def _note(message, **changes):
    """Record the outcome; False if the lease ran out and another worker took over."""
    mine = Message.objects.filter(
        pk=message.pk, attempts=message.attempts, state=Message.State.WAITING
    )
    return bool(mine.update(claimed_until=None, **changes))
