"""Clean up, as the worker does from time to time. Correctness does not depend on it."""

from datetime import datetime

from booking.engine import deadlines
from booking.engine.ticks import tick_of
from booking.exceptions import AlreadyChanged
from booking.models import Appointment, Draft, OccupiedTick
from booking.models.appointments import Status
from booking.services.holding import release
from booking.services.requests import decline


def expire(now: datetime) -> None:
    """End holds that ran out, and decline requests that nobody answered in time."""
    over = Appointment.objects.filter(expires_at__lt=now - deadlines.GRACE)
    for held in over.filter(status=Status.HELD):
        release(appointment=held)
    for requested in over.filter(status=Status.REQUESTED):
        try:
            decline(appointment=requested, now=now)
        except AlreadyChanged:
            continue  # staff answered it a moment ago


def forget_past_ticks(before: datetime) -> None:
    """Delete the ticks of days that are over; nobody can book them any more."""
    OccupiedTick.objects.filter(tick__lt=tick_of(before)).delete()


def forget_old_drafts(before: datetime) -> None:
    """Delete drafts last used earlier, as their pages promise, and orphaned holds."""
    Draft.objects.filter(used_at__lt=before).delete()
    Appointment.objects.filter(
        status=Status.EXPIRED, expires_at__lt=before, draft__isnull=True
    ).delete()


def forget_origins(before: datetime) -> None:
    """Erase the networks of bookings made earlier, and the browsers of past visits."""
    booked = Appointment.objects.filter(booked_at__lt=before).exclude(network="")
    booked.update(network="")
    over = Appointment.objects.filter(ends_at__lt=before).exclude(browser="")
    over.update(browser="")
