"""Pass on what visitors write to the clinic."""

from datetime import datetime

from content.message_kinds import ContactMessage
from outbox import services as outbox


def pass_on(*, name: str, email: str, message: str, now: datetime) -> None:
    """Mail a visitor's message to the clinic; its text is erased once it is sent."""
    values = {"name": name, "email": email, "message": message}
    outbox.post(outbox.letter(kind=ContactMessage.name, values=values, now=now))
