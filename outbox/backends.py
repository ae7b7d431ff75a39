"""A mail backend that puts the mails of third-party code into the outbox."""

from django.core.mail.backends.base import BaseEmailBackend

from outbox import services
from outbox.kinds import RAW


class EmailBackend(BaseEmailBackend):
    """Writes mails of allauth and Wagtail as rows of the outbox."""

    def send_messages(self, email_messages):
        for email in email_messages:
            values = {
                "subject": email.subject,
                "text": email.body,
                "html": _html_of(email),
            }
            services.post(
                *(
                    services.letter(kind=RAW, to=address, values=values)
                    for address in email.recipients()
                )
            )
        return len(email_messages)


def _html_of(email):
    parts = getattr(email, "alternatives", [])
    return next((part for part, kind in parts if kind == "text/html"), "")
