"""Write clients, their care team and their consents."""

import secrets
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from clients.models import AccessCode, CareTeam, Client, Consent
from outbox import services as outbox

CODE_LIFE = timedelta(minutes=15)
HOUR = timedelta(hours=1)
CODES_AN_HOUR = 5


class TooManyCodes(Exception):
    """So many codes have been sent to a client that somebody may be guessing."""


def find_or_add(*, name, email, phone, now, **details):
    """The client of this name and e-mail, with fresh contact details.

    A row is reused only when both match, so that nobody ends up in a stranger's
    records because of a shared address; staff may merge two rows.
    """
    client = Client.objects.known_as(name, email)
    if client is None:
        return Client.objects.create(
            name=name, email=email, phone=phone, created_at=now, **details
        )
    client.phone = phone
    for field, value in details.items():
        if value not in ("", None):
            setattr(client, field, value)
    client.save()
    return client


def join_care_team(*, client, user):
    """Make someone's own client of this client; twice is the same as once."""
    if user is not None:
        CareTeam.objects.get_or_create(client=client, user=user)


def leave_care_team(*, client, user):
    """Somebody will not treat this client after all."""
    CareTeam.objects.filter(client=client, user=user).delete()


def agrees(client, kind) -> bool:
    """Whether a client has agreed to something and not taken it back."""
    return Consent.objects.filter(
        client=client, kind=kind, withdrawn_at__isnull=True
    ).exists()


@transaction.atomic
def note_consent(*, client, kind, wording, agrees, now):
    """Note what a client agrees to, in the words they saw, or no longer agrees to."""
    standing = Consent.objects.filter(
        client=client, kind=kind, withdrawn_at__isnull=True
    )
    if not agrees:
        standing.update(withdrawn_at=now)
        return
    standing.exclude(wording=wording).update(withdrawn_at=now)
    Consent.objects.get_or_create(
        client=client,
        kind=kind,
        withdrawn_at=None,
        defaults={"wording": wording, "given_at": now},
    )


@transaction.atomic
def send_code(*, client, now):
    """E-mail a fresh six-digit code; the older ones stop working.

    Raises TooManyCodes after a few in an hour, wherever they were asked from.
    """
    codes = AccessCode.objects.filter(client=client)
    if codes.filter(expires_at__gt=now + CODE_LIFE - HOUR).count() >= CODES_AN_HOUR:
        raise TooManyCodes
    codes.filter(used_at__isnull=True).update(tries_left=0)
    digits = f"{secrets.randbelow(10**6):06d}"
    code = AccessCode.objects.create(
        client=client, code_hash=make_password(digits), expires_at=now + CODE_LIFE
    )
    outbox.post(
        outbox.letter(
            kind="access_code",
            to=client.email,
            values={"first_name": client.first_name, "code": digits},
            about=code.id,
            now=now,
        )
    )
    return code


def use_code(*, code_id, digits, now):
    """Whether the digits open the code; every try counts, and one success ends it."""
    tried = AccessCode.objects.filter(
        pk=code_id, tries_left__gt=0, used_at__isnull=True, expires_at__gt=now
    )
    if not tried.update(tries_left=F("tries_left") - 1):
        return False
    code = AccessCode.objects.get(pk=code_id)
    if not check_password(digits, code.code_hash):
        return False
    return bool(
        AccessCode.objects.filter(pk=code_id, used_at__isnull=True).update(used_at=now)
    )
