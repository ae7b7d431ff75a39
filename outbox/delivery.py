"""Deliver what is due: claim, ask, send, mark; try again later when it fails.

A mail repeats only when we stop between the mail server's yes and our own note of
it, and then with the same Message-ID.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection, transaction
from django.db.models import F

from outbox import attachments, checks, kinds, rendering
from outbox.models import Message

log = logging.getLogger(__name__)

# Longer than any one delivery can take (EMAIL_TIMEOUT per answer of the server).
LEASE = timedelta(minutes=10)
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=1)
TRIES = 77  # about three days of these pauses


def deliver_due(now, limit=50):
    """Deliver up to `limit` messages that are due; returns how many were tried."""
    transport = get_connection(settings.MAIL_TRANSPORT)
    for tried in range(limit):
        message = claim(now)
        if message is None:
            return tried
        deliver(message, transport, now)
    return limit


def claim(now):
    """Take the oldest due message into our hands for one LEASE, or return None."""
    with transaction.atomic():
        due = Message.objects.due(now).order_by("due_at")
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


def deliver(message, transport, now):
    """Send one claimed message and note the outcome."""
    if not checks.still_holds(message):
        _note(message, state=Message.State.WITHDRAWN)
        return
    # Whatever is wrong with one message must not keep the others from leaving.
    try:
        email = as_email(message)
    except Exception as error:
        log.exception("Message %s cannot be written", message.id)
        _note_failure(message, error, now)
        return
    try:
        transport.send_messages([email])
    except (OSError, SMTPException) as error:
        transport.close()
        _note_failure(message, error, now)
    else:
        _note_success(message, now)


def as_email(message):
    """The message in the form that Django's mail backends take."""
    mail = rendering.render(message)
    email = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[message.to],
        headers={"Message-ID": f"<{message.id}@{settings.SITE.hostname}>"},
    )
    if mail.html:
        email.attach_alternative(mail.html, "text/html")
    file = attachments.of(message)
    if file:
        email.attach(file.name, file.text, file.type)
    return email


def retry_after(attempts):
    """How long to wait after the given number of failed attempts: doubling."""
    doublings = min(attempts - 1, 10)
    return min(FIRST_RETRY * 2**doublings, LONGEST_RETRY)


def _note_success(message, now):
    changes = {"state": Message.State.SENT, "sent_at": now, "last_error": ""}
    if kinds.named(message.kind).private and not settings.DEMO:
        changes |= {"values": {}, "facts": []}
    _note(message, **changes)


def _note_failure(message, error, now):
    refused = isinstance(error, SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in error.recipients.values()
    )
    changes = {"last_error": f"{type(error).__name__}: {_code(error)}"[:200]}
    if refused or message.attempts >= TRIES:
        changes["state"] = Message.State.FAILED
    else:
        changes["due_at"] = now + retry_after(message.attempts)
    log.warning("Message %s did not leave: %s", message.id, changes["last_error"])
    _note(message, **changes)


def _code(error):
    """What the server or the network said, without addresses or contents."""
    return (
        getattr(error, "smtp_code", None)
        or getattr(error, "errno", None)
        or "no answer"
    )


def _note(message, **changes):
    """Write the outcome, unless the lease ran out and another worker has it."""
    Message.objects.filter(
        pk=message.pk, attempts=message.attempts, state=Message.State.WAITING
    ).update(claimed_until=None, **changes)
