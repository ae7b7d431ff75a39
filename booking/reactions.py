"""What booking answers when the apps below ask or tell it something."""

from booking import messages, services
from booking.models import Appointment
from clients import services as clients
from clients.models import Consent


def still_on(appointment_id):
    """Whether a reminder should still leave: the visit is on, and they want it.

    Who has not handed in a form has not been asked, and is reminded.
    """
    visits = Appointment.objects.booked().with_people().filter(pk=appointment_id)
    visit = visits.first()
    if visit is None:
        return False
    was_asked = visit.submission.completed_at is not None
    return not was_asked or clients.agrees(visit.client, Consent.Kind.REMINDERS)


def form_missing(appointment_id):
    """Whether the health form of a visit that is still on has not come in."""
    return (
        Appointment.objects.booked()
        .filter(pk=appointment_id, submission__completed_at__isnull=True)
        .exists()
    )


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
    messages.tell_staff_to_call(now)
