"""What visitors write to the clinic."""

from django.conf import settings

from clinic import frame
from outbox import services as outbox

CONTACT = "contact_message"


def pass_on(*, name, email, message, now):
    """Mail somebody's message to the clinic; its text is erased once it has left."""
    clinic = frame.current().clinic
    outbox.post(
        outbox.letter(
            kind=CONTACT,
            to=clinic.email or settings.DEFAULT_FROM_EMAIL,
            values={"name": name, "clinic": clinic.name},
            facts=[("From", name), ("E-mail", email), ("Message", message)],
            now=now,
        )
    )
