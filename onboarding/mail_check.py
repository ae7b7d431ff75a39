"""Send the test letter of the mail check, at once and by the real transport."""

import secrets
from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from locations import site_context
from onboarding import services
from onboarding.mail_troubles import Trouble, trouble_with
from onboarding.models import Setup
from outbox.transports import CannotReach


def send_letter(*, setup: Setup, to: str, now: datetime) -> Trouble | None:
    """Send a letter with a new code; returns what went wrong, if anything did."""
    code = f"{secrets.randbelow(10**6):06}"
    clinic = site_context.current().clinic
    words = render_to_string(
        "onboarding/test_letter.txt", {"code": code, "clinic": clinic}
    )
    subject = _("Test letter from {clinic}").format(clinic=clinic.name)
    letter = EmailMessage(subject, words, to=[to])
    try:
        with get_connection(settings.MAIL_TRANSPORT) as transport:
            transport.send_messages([letter])
    except (OSError, SMTPException, CannotReach) as error:
        return trouble_with(error)
    services.note_code(setup=setup, code=code, now=now)
    return None
