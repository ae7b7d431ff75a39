"""Note that the clinic's mail arrives."""

from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from booking.services import schedule_change
from onboarding.models import Setup

CODE_LASTS = timedelta(hours=1)


def note_code(*, setup: Setup, code: str, now: datetime) -> None:
    """Remember the code of the test letter that has just left; older ones end."""
    setup.code, setup.code_sent_at = _digest(code), now
    setup.save(update_fields=["code", "code_sent_at"])


def prove_mail(*, setup: Setup, code: str, now: datetime) -> bool:
    """Note that mail arrives, if this is the code of the last test letter.

    Letters that waited leave, and clients can book.
    """
    is_right = constant_time_compare(setup.code, _digest(code))
    if not is_right or not setup.code_sent_at or now > setup.code_sent_at + CODE_LASTS:
        return False
    with schedule_change():
        setup.mail_proven_at, setup.code = now, ""
        setup.save(update_fields=["mail_proven_at", "code"])
    return True


def _digest(code: str) -> str:
    return salted_hmac("onboarding.mail_check", code, algorithm="sha256").hexdigest()
