"""What the worker does from time to time. Correctness needs none of it."""

from datetime import timedelta

from booking.engine import deadlines
from booking.engine.ticks import TICKS_PER_DAY, tick_of
from booking.models import Appointment, Draft, OccupiedTick
from booking.models.appointments import Status
from booking.refusals import AlreadyChanged
from booking.services.holding import release
from booking.services.requests import decline

DRAFT_LIFE = timedelta(days=1)


def expire(now):
    """End holds that ran out, and decline requests that nobody answered in time."""
    over = Appointment.objects.filter(expires_at__lt=now - deadlines.GRACE)
    for held in over.filter(status=Status.HELD):
        release(appointment=held)
    for requested in over.filter(status=Status.REQUESTED):
        try:
            decline(appointment=requested, now=now)
        except AlreadyChanged:
            continue  # staff answered it a moment ago


def forget_past_ticks(now):
    """Delete the ticks of days that are over; nobody can book them any more."""
    OccupiedTick.objects.filter(tick__lt=tick_of(now) - TICKS_PER_DAY).delete()


def forget_old_drafts(now):
    """Delete drafts a day after their last use, and holds that came to nothing."""
    Draft.objects.filter(used_at__lt=now - DRAFT_LIFE).delete()
    Appointment.objects.filter(
        status=Status.EXPIRED, expires_at__lt=now - DRAFT_LIFE, draft__isnull=True
    ).delete()
