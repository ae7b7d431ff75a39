"""What booking answers when the apps below ask or tell it something."""

from django.utils import timezone

from booking import messages, services
from booking.models import Appointment
from clients import services as clients
from clients.contact import mailbox_or_nothing
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
    messages.tell_staff_to_call(now)
