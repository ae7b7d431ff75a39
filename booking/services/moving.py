"""Move a visit to another time, therapist or place: one transaction, no hold."""

from django.db import transaction

from booking import catalogue as catalogues
from booking import messages
from booking.engine import deadlines
from booking.models import Appointment
from booking.models.appointments import Status
from booking.refusals import AlreadyChanged, ChangeTooLate
from booking.services import care_team, history, time_keeping
from booking.services.claiming import claim
from intake import services as intake


def reschedule(*, appointment, choice, start, now, by=None):
    """Swap the time of a visit for another, or raise the Refused that says why not.

    Clients move booked visits until the end of free changes, and after it on the
    phone; staff (`by`) also move requests. Price and cancellation rule stay as sold.
    """
    if by is None and not deadlines.changes_freely(
        appointment.starts_at, appointment.free_change_hours, now
    ):
        raise ChangeTooLate
    with time_keeping.guarded(), transaction.atomic():
        claimed = claim(
            choice=choice,
            start=start,
            now=now,
            releasing=appointment,
            by_staff=by is not None,
        )
        _swap(appointment, claimed, by)
        time_keeping.free([appointment])
        time_keeping.occupy(appointment, claimed.allocation)
        moved = Appointment.objects.with_people().get(pk=appointment.pk)
        _replan_form(moved)
        _tell(appointment, moved, now, by)
    return moved


def _swap(appointment, claimed, by):
    """Write the new place in time, if the visit is still as the page showed it."""
    offer = claimed.choice.offer
    movable = [Status.BOOKED] if by is None else [Status.BOOKED, Status.REQUESTED]
    changed = Appointment.objects.filter(
        pk=appointment.pk, status__in=movable, sequence=appointment.sequence
    ).update(
        sequence=appointment.sequence + 1,
        setup_minutes=offer.setup_minutes,
        cleanup_minutes=offer.cleanup_minutes,
        travel_minutes=offer.travel_minutes,
        **claimed.placement,
    )
    if not changed:
        raise AlreadyChanged


def _replan_form(moved):
    """A form that has not come in yet is due before the new time, for its reader."""
    hours = catalogues.current().rules.intake_due_hours
    intake.plan(
        submission=moved.submission,
        due_at=deadlines.form_due(moved.starts_at, hours),
        reader=moved.therapist.user,
    )


def _tell(before, moved, now, by):
    history.note(
        moved,
        "moved",
        now=now,
        by=by,
        was=before.starts_at.isoformat(),
        now_at=moved.starts_at.isoformat(),
        was_zone=before.location.time_zone,
        was_place=before.location.name,
        was_therapist=before.therapist.short_name,
        was_therapist_id=before.therapist_id,
    )
    care_team.join(moved)
    care_team.leave(before.client, before.therapist)
    if moved.status == Status.BOOKED:
        messages.send_moved(moved, now)
