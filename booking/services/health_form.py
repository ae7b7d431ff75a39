"""Which health form goes with a visit, who reads it, and when it is due."""

from datetime import datetime

from django.db import transaction

from booking.availability import catalogue as catalogues
from booking.engine import deadlines
from booking.models import Appointment
from booking.services import locks
from clients.models import Client
from intake import services as intake
from intake.models import Submission


def prepare(visit: Appointment, client: Client, now: datetime) -> Submission:
    """The form of this client that goes with a visit."""
    return intake.prepare(
        client=client, due_at=_due(visit), reader=visit.therapist.user, now=now
    )


def replan(visit: Appointment) -> None:
    """A form that has not come in yet is due before the new time, for its reader."""
    if visit.form:
        intake.plan(
            submission=visit.form, due_at=_due(visit), reader=visit.therapist.user
        )


@transaction.atomic
def give_form(*, appointment: Appointment, now: datetime) -> None:
    """Give a visit a form of its own person, when the one it had is another's."""
    locks.lock_row(appointment)
    visit = Appointment.objects.with_people().get(pk=appointment.pk)
    if visit.client and visit.form is None:
        visit.submission = prepare(visit, visit.client, now)
        visit.save(update_fields=["submission"])


def _due(visit: Appointment) -> datetime:
    return deadlines.form_due(
        visit.starts_at, catalogues.current().rules.intake_due_hours
    )
