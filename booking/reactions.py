"""What booking answers when the apps below ask or tell it something."""

from booking import services


def call_flagged_client(*, submission, now):
    """Put a client whose answers ask for a call on the list, and tell the clinic."""
    appointment = submission.appointments.on_the_books().order_by("-starts_at").first()
    services.ask_for_a_call(
        name=submission.client.name,
        phone=submission.client.phone,
        level=submission.level,
        appointment=appointment,
        now=now,
    )
