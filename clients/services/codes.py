"""Prove a mailbox with a mailed code, or with the button in the same mail."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from clients.models import AccessCode, Client
from outbox import services as outbox
from web import key_locks
from web.emails import mailbox_of

HOUR = timedelta(hours=1)
DIGITS_LIVE = timedelta(minutes=15)
LETTERS_AN_HOUR = 5

PROVES = "code-letter"


@transaction.atomic
def send_code(
    *,
    email: str,
    browser: str,
    now: datetime,
    next_path: str = "/",
    client: Client | None = None,
    language: str = "",
) -> AccessCode:
    """Mail six digits and a button to an address, known or not.

    `client` is the file that they prove, if they are for one file; `language` is that
    of the page. They belong to this address and this browser: another browser's request
    neither ends nor uses them. An address gets at most five such mails an hour; beyond
    that none is sent, and the page reads the same.
    """
    mailbox = mailbox_of(email)
    key_locks.lock([key_locks.key_for("code letter", mailbox)], now)
    sent = AccessCode.objects.filter(
        mailbox=mailbox, was_mailed=True, sent_at__gt=now - HOUR
    )
    digits = f"{secrets.randbelow(10**6):06d}"
    code = AccessCode.objects.create(
        mailbox=mailbox,
        browser=browser,
        code_hash=make_password(digits),
        sent_at=now,
        was_mailed=sent.count() < LETTERS_AN_HOUR,
        next_path=next_path,
        client=client,
        language=language,
    )
    if code.was_mailed:
        outbox.post(
            outbox.letter(
                kind="access_code",
                to=email,
                values={"code": digits},
                about=code.pk,
                now=now,
            )
        )
    return code


@transaction.atomic
def use_code(*, browser: str, digits: str, now: datetime) -> AccessCode | None:
    """Use the code with these digits, of those this browser asked for; None if wrong.

    Every try counts against every live code of the address asked for last; success ends
    the code and the button in its mail.
    """
    newest = newest_of(browser)
    if newest is None:
        return None
    live = AccessCode.objects.select_for_update().filter(
        browser=browser,
        mailbox=newest.mailbox,
        was_mailed=True,
        tries_left__gt=0,
        used_at__isnull=True,
        sent_at__gt=now - DIGITS_LIVE,
    )
    fitting = [code for code in live if check_password(digits, code.code_hash)]
    live.update(tries_left=F("tries_left") - 1)
    if not fitting:
        return None
    AccessCode.objects.filter(pk__in=[code.pk for code in fitting]).update(used_at=now)
    return fitting[0]


def newest_of(browser: str) -> AccessCode | None:
    """The code that this browser asked for last, or None."""
    return AccessCode.objects.filter(browser=browser).order_by("-sent_at").first()


def letter_of(code_id: UUID, now: datetime) -> AccessCode | None:
    """The code behind the button of a mail: until it is used, for an hour at most."""
    letters = AccessCode.objects.filter(
        was_mailed=True, used_at__isnull=True, sent_at__gt=now - HOUR
    )
    return letters.filter(pk=code_id).first()


def use_letter(code: AccessCode, now: datetime) -> bool:
    """Use a code by the button in its mail; False when it has just been used."""
    unused = AccessCode.objects.filter(pk=code.pk, used_at__isnull=True)
    return bool(unused.update(used_at=now))
