"""Booking's answers to the questions and signals of the apps below it."""

from django.db import transaction
from django.utils import timezone

from booking import services
from booking.models import Appointment, BookingRules
from booking.policies import suitability
from clients import files
from clients.contact import mailbox_or_nothing


def contact_of(*, submission, **signal):
    """The visit whose contact a form shows: the next one it is for, or the last."""
    visits = submission.appointments.on_the_books()
    now = timezone.now()
    return visits.open(now).first() or visits.order_by("-starts_at").first()


def mailboxes_of(*, submission, **signal):
    """Mailboxes of the visits ahead that a form is for, or of the last one."""
    visits = submission.appointments.on_the_books()
    now = timezone.now()
    these = visits.open(now) or visits.order_by("-starts_at")[:1]
    return [mailbox_or_nothing(visit.email) for visit in these]


def change_contact(*, sender, signal, submission, now, **fields):
    """Copy the contact details given in the form to the visits ahead that it is for."""
    for visit in submission.appointments.open(now):
        services.change_contact(appointment=visit, now=now, **fields)


def note_language(*, submission, language, **signal):
    """Go on in the language of the form with letters about the visits it is for."""
    for visit in submission.appointments.open(timezone.now()):
        services.note_language(appointment=visit, language=language)


def change_address(*, client, was, now, by=None, **signal):
    """Give the new address of a file to the visits ahead that had the old one."""
    for visit in Appointment.objects.open(now).filter(client__in=files.of(client)):
        if mailbox_or_nothing(visit.email) == mailbox_or_nothing(was):
            services.change_contact(
                appointment=visit, email=client.email, now=now, by=by
            )


def part_forms(*, client, into, now, **signal):
    """Give visits ahead that shared the other person's intake form one of their own."""
    transaction.on_commit(lambda: _give_own_forms([client, into], now))


def _give_own_forms(people, now):
    for person in people:
        person.refresh_from_db()
        visits = Appointment.objects.open(now).filter(client__in=files.of(person))
        for visit in visits.with_people():
            if visit.form is None:
                services.give_form(appointment=visit, now=now)


def weigh_answers(*, submission, now, **signal):
    """Turn visits ahead that do not suit the client's answers back into requests."""
    doubtful = [visit for visit, found in _concerns(submission, now) if found]
    asked = [services.ask_first(appointment=visit, now=now) for visit in doubtful]
    return any(asked)


def concerns_of(*, submission, now, **signal):
    """The concerns about visits ahead, each once."""
    found = (each.words for _, all_of in _concerns(submission, now) for each in all_of)
    return list(dict.fromkeys(found))


def _concerns(submission, now):
    rules = BookingRules.objects.get()
    for visit in submission.appointments.with_people().open(now):
        yield visit, suitability.concerns(visit, submission.answers, rules)


def call_flagged_client(*, submission, now, **signal):
    """Put a client whose answers call for it on the call list, and tell the clinic."""
    known = contact_of(submission=submission) or submission.client
    services.ask_for_a_call(
        name=known.name,
        phone=known.phone,
        level=submission.level,
        appointment=known if isinstance(known, Appointment) else None,
        now=now,
    )


def renew_words(**signal):
    """Let every process read the words of treatments and places again."""
    with services.schedule_change():
        pass
