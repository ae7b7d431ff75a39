"""Move a visit to another time, therapist or place: one transaction, no hold."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from booking.availability.selection import Choice
from booking.engine import deadlines
from booking.engine.ticks import Tick
from booking.exceptions import AlreadyChanged, CalledOff, ChangeTooLate
from booking.messages import planning
from booking.models import Appointment
from booking.models.appointments import Status
from booking.services import care_team, health_form, history, locks, occupancy
from booking.services.claiming import Claim, claim
from locations.translated import stored


def reschedule(
    *,
    appointment: Appointment,
    choice: Choice,
    start: Tick,
    now: datetime,
    by: User | None = None,
) -> Appointment:
    """Move a visit to another time, or raise the Refused that says why not.

    `appointment` is the visit as the page showed it. Clients can move booked visits
    until the end of free changes, after that only by phone; staff (`by`) also move
    requests. Price and cancellation rule stay as sold.
    """
    shown = appointment.sequence
    with occupancy.guarded(), transaction.atomic():
        locks.lock_row(appointment)
        appointment = Appointment.objects.with_people().get(pk=appointment.pk)
        _refuse_change(appointment, shown, by, now)
        claimed = claim(
            choice=choice,
            start=start,
            now=now,
            releasing=appointment,
            by_staff=by is not None,
        )
        _swap(appointment, claimed)
        occupancy.free([appointment])
        occupancy.occupy(appointment, claimed.allocation)
        moved = Appointment.objects.with_people().get(pk=appointment.pk)
        health_form.replan(moved)
        _tell(appointment, moved, now, by)
    return moved


def _refuse_change(
    appointment: Appointment, shown: int, by: User | None, now: datetime
) -> None:
    """Raise the Refused when the visit is not what the page showed, or cannot move."""
    movable = [Status.BOOKED] if by is None else [Status.BOOKED, Status.REQUESTED]
    if appointment.status in (Status.CANCELLED, Status.DECLINED):
        raise CalledOff
    if appointment.status not in movable or appointment.sequence != shown:
        raise AlreadyChanged
    if by is None and not deadlines.changes_freely(
        appointment.starts_at, appointment.free_change_hours, now
    ):
        raise ChangeTooLate


def _swap(appointment: Appointment, claimed: Claim) -> None:
    """Write the new place in time."""
    offer = claimed.choice.offer
    Appointment.objects.filter(pk=appointment.pk).update(
        sequence=F("sequence") + 1,
        setup_minutes=offer.setup_minutes,
        cleanup_minutes=offer.cleanup_minutes,
        travel_minutes=offer.travel_minutes,
        **claimed.placement,
    )


def _tell(
    before: Appointment, moved: Appointment, now: datetime, by: User | None
) -> None:
    history.note(
        moved,
        "moved",
        now=now,
        by=by,
        was=before.starts_at.isoformat(),
        now_at=moved.starts_at.isoformat(),
        was_zone=before.location.time_zone,
        was_place=stored(before.location, "name"),
        was_therapist=before.therapist.short_name,
        was_therapist_id=before.therapist_id,
    )
    care_team.join(moved)
    care_team.leave(before)
    if moved.status == Status.BOOKED:
        planning.send_moved(moved, now)
