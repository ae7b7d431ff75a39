"""Deadlines: of holds, free changes, requests, intake forms and links."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from booking.engine.ticks import Span, instant_of

HOLD = timedelta(minutes=10)
EXTENSIONS = 3

# The gap between the moment a hold ends for its owner and the moment others may have
# its time, so that machines whose clocks differ a little do not sell it twice.
GRACE = timedelta(seconds=30)
SAME_DAY = timedelta(hours=12)
JUST_PRESSED = timedelta(seconds=30)

LINK_LIFE = timedelta(days=30)


def hold_until(now: datetime) -> datetime:
    """When a hold made now ends."""
    return now + HOLD


def extended(expires_at: datetime) -> datetime:
    """When an extended hold ends: ten minutes after its present end, whenever asked."""
    return expires_at + HOLD


def is_live(expires_at: datetime | None, now: datetime) -> bool:
    """Whether the owner of a hold may still confirm it."""
    return expires_at is not None and now <= expires_at


def is_just_pressed(expires_at: datetime, used_at: datetime, now: datetime) -> bool:
    """Whether a hold was made this moment, and neither used nor extended since."""
    return expires_at == hold_until(used_at) and now <= used_at + JUST_PRESSED


def has_begun(starts_at: datetime, now: datetime) -> bool:
    """Whether the start of a visit is past."""
    return now >= starts_at


def is_its_day(starts_at: datetime, now: datetime) -> bool:
    """Whether a client who arrives now can have come for this visit."""
    return now >= starts_at - SAME_DAY


def first_live_second(now: datetime) -> int:
    """Holds that end at this Unix second or later still keep their time from others."""
    return int((now - GRACE).timestamp())


def free_until(starts_at: datetime, free_hours: int) -> datetime:
    """The last moment to change or cancel a visit without a fee."""
    return starts_at - timedelta(hours=free_hours)


def changes_freely(starts_at: datetime, free_hours: int, now: datetime) -> bool:
    """Whether a visit can still be changed or cancelled without a fee."""
    return now <= free_until(starts_at, free_hours)


def form_due(starts_at: datetime, hours: int) -> datetime:
    """When the intake form is due."""
    return starts_at - timedelta(hours=hours)


def link_ends(ends_at: datetime) -> datetime:
    """When the personal link of a visit stops working."""
    return ends_at + LINK_LIFE


def answer_due(
    now: datetime, starts_at: datetime, open_stretches: Iterable[Span]
) -> datetime:
    """By when staff must answer a request: one working day, and before the visit.

    `open_stretches` are those of the location, in order.
    """
    due_at = working_day_after(now, open_stretches)
    return min(due_at, starts_at) if due_at else starts_at


def can_be_asked(
    now: datetime, starts_at: datetime, open_stretches: Iterable[Span]
) -> bool:
    """Whether a visit leaves a working day to see a doctor and to be called."""
    due_at = working_day_after(now, open_stretches)
    return due_at is not None and due_at <= starts_at


def working_day_after(now: datetime, open_stretches: Iterable[Span]) -> datetime | None:
    """The close of the first stretch of opening hours that begins after now."""
    for stretch in open_stretches:
        if instant_of(stretch.start) > now:
            return instant_of(stretch.stop)
    return None


def reminders(starts_at: datetime, now: datetime) -> list[tuple[str, datetime]]:
    """The reminders that are still ahead: three days and one day before the visit."""
    planned = [
        ("reminder_3_days", starts_at - timedelta(days=3)),
        ("reminder_24_hours", starts_at - timedelta(hours=24)),
    ]
    return [(kind, due_at) for kind, due_at in planned if due_at > now]
