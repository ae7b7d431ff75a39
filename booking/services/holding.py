"""Hold a time for one browser tab: start, extend, release."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from booking.availability.selection import Choice
from booking.engine import deadlines
from booking.engine.ids import TherapistId
from booking.engine.ticks import Tick, instant_of
from booking.exceptions import HoldExpired, NotServed, TooManyHolds
from booking.models import Appointment, Draft, Occupancy
from booking.models.appointments import Status
from booking.services import locks, occupancy
from booking.services.claiming import claim, new_appointment
from web import key_locks


def hold(
    *,
    browser: str,
    network: str,
    choice: Choice,
    start: Tick,
    now: datetime,
    named: TherapistId | None = None,
    chosen: Mapping[str, str | int] | None = None,
) -> Draft:
    """Hold a start for a new draft of a browser, and release what it held before.

    `choice` names the location, and the therapist unless any will do; `chosen` is the
    choice as the page put it, for the way back. A second press of the same time finds
    the first draft. What was typed in the browser's last open draft is carried over.
    Raises a Refused when the start is not available, or when this network has reached
    its limit of holds.
    """
    keys = [key_locks.key_for("holds of", each) for each in (browser, network)]
    if choice.unserved():
        raise NotServed
    with occupancy.guarded(), transaction.atomic():
        key_locks.lock(keys, now)
        open_drafts = list(_open_drafts_of(browser, now))
        same = _same_press(open_drafts, choice, start, named, now)
        if same:
            return same
        _refuse_many(network, browser, now)
        last = open_drafts[0] if open_drafts else None
        claimed = claim(
            choice=choice,
            start=start,
            now=now,
            named=named,
            releasing=_live_hold_of(open_drafts),
        )
        held = new_appointment(
            claimed, status=Status.HELD, now=now, expires_at=deadlines.hold_until(now)
        )
        return Draft.objects.create(
            browser=browser,
            network=network,
            appointment=held,
            used_at=now,
            contents={
                "choice": chosen or choice.slugs,
                "typed": last.contents.get("typed", {}) if last else {},
                "passed_on": named is not None and held.therapist_id != named,
            },
        )


def extend(*, appointment: Appointment, now: datetime) -> None:
    """Extend a hold by ten minutes, at most three times."""
    with transaction.atomic():
        locks.lock(locks.resources_of([appointment]))
        held = Appointment.objects.filter(
            pk=appointment.pk,
            status=Status.HELD,
            expires_at__gte=now,
            extensions__lt=deadlines.EXTENSIONS,
        ).first()
        if held is None or held.expires_at is None:
            raise HoldExpired
        until = deadlines.extended(held.expires_at)
        Appointment.objects.filter(pk=held.pk).update(
            expires_at=until, extensions=F("extensions") + 1
        )
        Occupancy.objects.filter(appointment=held).update(
            held_until=int(until.timestamp())
        )


@transaction.atomic
def release(*, appointment: Appointment) -> None:
    """Release a held time before its hold ends."""
    locks.lock(locks.resources_of([appointment]))
    occupancy.expire_holds([appointment])


def _open_drafts_of(browser: str, now: datetime) -> QuerySet[Draft]:
    """A browser's drafts that have not booked yet, the last used first."""
    drafts = Draft.objects.filter(
        browser=browser, appointment__status__in=[Status.HELD, Status.EXPIRED]
    )
    return drafts.select_related("appointment").order_by("-used_at")


def _same_press(
    drafts: Iterable[Draft],
    choice: Choice,
    start: Tick,
    named: TherapistId | None,
    now: datetime,
) -> Draft | None:
    """The draft that an earlier press of the same time made, while its hold lasts."""
    for draft in drafts:
        held, place = draft.appointment, choice.place
        if (
            held
            and place
            and held.status == Status.HELD
            and deadlines.is_live(held.expires_at, now)
            and held.starts_at == instant_of(start)
            and held.treatment_id == choice.offer.id
            and held.minutes == choice.minutes
            and held.location_id == place.id
            and named in (None, held.therapist_id)
        ):
            return draft
    return None


def _live_hold_of(drafts: Iterable[Draft]) -> Appointment | None:
    """The one time that a browser holds."""
    held = (draft.appointment for draft in drafts)
    return next((each for each in held if each and each.status == Status.HELD), None)


def _refuse_many(network: str, browser: str, now: datetime) -> None:
    """At most HOLDS_PER_ADDRESS live holds for one network, counted under its lock."""
    others = Draft.objects.filter(
        network=network,
        appointment__status=Status.HELD,
        appointment__expires_at__gte=now,
    ).exclude(browser=browser)
    if others.count() >= settings.HOLDS_PER_ADDRESS:
        raise TooManyHolds
