"""The intake form of a visit: which one, who reads it, and when it is due."""

from datetime import datetime

from django.db import transaction

from booking.availability import catalogue as catalogues
from booking.engine import deadlines
from booking.models import Appointment, BookingRules
from booking.services import locks
from clients.models import Client
from intake import services as intake
from intake.models import Submission


def prepare(
    visit: Appointment, client: Client, rules: BookingRules, now: datetime
) -> Submission:
    """Find or make the client's intake form for a visit."""
    due_at = _due(visit, rules)
    return intake.prepare(
        client=client, due_at=due_at, reader=visit.therapist.user, now=now
    )


def replan(visit: Appointment) -> None:
    """Set the due date and reader of a missing form anew after its visit has moved."""
    if visit.form:
        due_at = _due(visit, catalogues.current().rules)
        intake.plan(submission=visit.form, due_at=due_at, reader=visit.therapist.user)


@transaction.atomic
def give_form(*, appointment: Appointment, now: datetime) -> None:
    """Give a visit its own client's form when the one it had is another person's."""
    locks.lock_row(appointment)
    visit = Appointment.objects.with_people().get(pk=appointment.pk)
    if visit.client and visit.form is None:
        rules = catalogues.current().rules
        visit.submission = prepare(visit, visit.client, rules, now)
        visit.save(update_fields=["submission"])


def _due(visit: Appointment, rules: BookingRules) -> datetime:
    return deadlines.form_due(visit.starts_at, rules.intake_due_hours)
