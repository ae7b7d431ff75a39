"""Cancel a visit, and work out the fee."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from booking.engine import deadlines
from booking.exceptions import AlreadyChanged, TimePassed
from booking.messages import planning
from booking.models import Appointment
from booking.models.appointments import Status
from booking.policies import fees
from booking.services import care_team, history, locks, occupancy
from clients.models import Client


@transaction.atomic
def cancel(
    *,
    appointment: Appointment,
    now: datetime,
    by: User | None = None,
    reason: str = "",
    waive: bool = False,
    knows: Client | None = None,
) -> Appointment:
    """Cancel a booked or requested visit and free its time.

    Clients can cancel until the visit begins, staff (`by`) also later. A late fee is
    noted in the history; staff may `waive` it. `knows` is the person this browser is
    proven for, whose earlier late cancellations count. Raises AlreadyChanged when the
    visit is neither booked nor requested any more, or not at the time that the page
    showed; TimePassed when it has begun.
    """
    shown = appointment.starts_at
    appointment = locks.lock_visit(appointment)
    if appointment.starts_at != shown:
        raise AlreadyChanged
    if by is None and deadlines.has_begun(appointment.starts_at, now):
        raise TimePassed
    fee = fees.for_cancelling(appointment, now, person=by or knows)
    if waive:
        fee = fees.waived(fee)
    cancelled = occupancy.swap(
        appointment,
        before=[Status.BOOKED, Status.REQUESTED],
        after=Status.CANCELLED,
        sequence=F("sequence") + 1,
        expires_at=None,
    )
    if not cancelled:
        raise AlreadyChanged
    occupancy.free([appointment])
    appointment = Appointment.objects.with_people().get(pk=appointment.pk)
    care_team.leave(appointment)
    history.note(
        appointment,
        "cancelled",
        now=now,
        by=by,
        reason=reason,
        late=fee.late,
        fee_cents=fee.cents,
        waived=fee.waived,
    )
    planning.send_cancelled(appointment, now)
    return appointment
