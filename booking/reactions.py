"""What booking answers when the apps below ask or tell it something."""

from django.utils import timezone

from booking import services
from booking.models import Appointment
from clients.contact import mailbox_or_nothing


def contact_of(submission):
    """The next visit that a form is for, or the last: its contact is what is shown."""
    visits = submission.appointments.on_the_books()
    now = timezone.now()
    return visits.open(now).first() or visits.order_by("-starts_at").first()


def change_contact(*, submission, now, **fields):
    """What the form says about how to reach somebody holds for its visits ahead."""
    for visit in submission.appointments.open(now):
        services.change_contact(appointment=visit, now=now, **fields)


def change_address(*, client, was, now, by=None, **signal):
    """Visits ahead that had the old address of a file have the new one as well."""
    for visit in Appointment.objects.open(now).filter(client=client):
        if mailbox_or_nothing(visit.email) == mailbox_or_nothing(was):
            services.change_contact(
                appointment=visit, email=client.email, now=now, by=by
            )


def call_flagged_client(*, submission, now):
    """Put a client whose answers ask for a call on the list, and tell the clinic."""
    known = contact_of(submission) or submission.client
    services.ask_for_a_call(
        name=known.name,
        phone=known.phone,
        level=submission.level,
        appointment=known if isinstance(known, Appointment) else None,
        now=now,
    )
