"""Keep a time for somebody for ten minutes, once more, or no longer."""

from django.conf import settings
from django.db import transaction
from django.db.models import F

from booking.engine import deadlines
from booking.models import Appointment, Draft, Occupancy
from booking.models.appointments import Status
from booking.refusals import HoldExpired, TooManyHolds
from booking.services import locks, time_keeping
from booking.services.claiming import claim, new_appointment


def hold(*, draft, choice, start, now, named=None):
    """Keep a start for a draft, and give back what the draft held before.

    `choice` names the place, and the therapist unless anyone will do. Raises a
    Refused when the start cannot be had, or when this network address holds as many
    times as it may.
    """
    _refuse_many(draft, now)
    with time_keeping.guarded(), transaction.atomic():
        claimed = claim(
            choice=choice,
            start=start,
            now=now,
            named=named,
            releasing=_live_hold_of(draft),
        )
        draft.appointment = new_appointment(
            claimed, status=Status.HELD, now=now, expires_at=deadlines.hold_until(now)
        )
        draft.save()
    return draft.appointment


def extend(*, appointment, now):
    """Keep a held time for ten minutes more, at most twice."""
    until = deadlines.hold_until(now)
    with transaction.atomic():
        locks.lock(time_keeping.resources_of([appointment]))
        extended = Appointment.objects.filter(
            pk=appointment.pk,
            status=Status.HELD,
            expires_at__gte=now,
            extensions__lt=deadlines.EXTENSIONS,
        ).update(expires_at=until, extensions=F("extensions") + 1)
        if not extended:
            raise HoldExpired
        Occupancy.objects.filter(appointment=appointment).update(
            held_until=int(until.timestamp())
        )


@transaction.atomic
def release(*, appointment):
    """Give a held time back before it ends."""
    locks.lock(time_keeping.resources_of([appointment]))
    time_keeping.expire_holds([appointment])


def _live_hold_of(draft):
    held = draft.appointment
    return held if held and held.status == Status.HELD else None


def _refuse_many(draft, now):
    """At most HOLDS_PER_ADDRESS live holds for one network address."""
    others = Draft.objects.filter(
        address_hash=draft.address_hash,
        appointment__status=Status.HELD,
        appointment__expires_at__gte=now,
    ).exclude(pk=draft.pk)
    if others.count() >= settings.HOLDS_PER_ADDRESS:
        raise TooManyHolds
