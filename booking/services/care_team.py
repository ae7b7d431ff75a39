"""Whose own client somebody is: of those who treat them, or soon will."""

from booking.models import Appointment
from booking.models.appointments import AGREED, Status
from clients import services as clients


def join(appointment):
    """The therapist may read what this client tells us."""
    clients.join_care_team(client=appointment.client, user=appointment.therapist.user)


def leave(client, therapist):
    """Take that back from a therapist with whom no visit is left."""
    left = Appointment.objects.filter(
        client=client, therapist=therapist, status__in=(*AGREED, Status.REQUESTED)
    )
    if therapist.user and not left.exists():
        clients.leave_care_team(client=client, user=therapist.user)
