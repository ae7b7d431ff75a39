"""Therapists who treat this client now or have a visit booked with them."""

from booking.models import Appointment
from booking.models.appointments import AGREED, Status
from clients import services as clients


def join(appointment: Appointment) -> None:
    """Let the visit's therapist read what this client tells us."""
    if appointment.client:
        clients.join_care_team(
            client=appointment.client, user=appointment.therapist.user
        )


def leave(appointment: Appointment) -> None:
    """End that access when this client has no visit left with this therapist."""
    client, therapist = appointment.client, appointment.therapist
    if client is None or therapist.user is None:
        return
    left = Appointment.objects.filter(
        client=client, therapist=therapist, status__in=(*AGREED, Status.REQUESTED)
    )
    if not left.exists():
        clients.leave_care_team(client=client, user=therapist.user)
