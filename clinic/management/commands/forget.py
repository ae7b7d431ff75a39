"""Delete data that is no longer needed, by one table of how long everything is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone

from booking import services
from booking.models import CallRequest
from care.models import EmptySearch
from clients.models import AccessCode
from outbox.models import Message
from web.models import CountedKey, OneTimeKey, SharedValue, Tally

BATCH = 500  # rows a transaction, so that nobody waits long for the write lock
AT_ONCE, DAY = timedelta(), timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One kind of data: how long it is kept after its last use, and how it is deleted.

    `forget(before)` deletes data whose last use was before an instant.
    """

    what: str
    kept_for: timedelta
    forget: Callable[[datetime], None]


def end_sessions(before):
    _delete(Session.objects.filter(expire_date__lt=before))


def forget_counts(before):
    second = int(before.timestamp())
    _delete(Tally.objects.over(second))
    _delete(SharedValue.objects.over(second))


def forget_codes(before):
    _delete(AccessCode.objects.filter(sent_at__lt=before))


def forget_counted_keys(before):
    _delete(CountedKey.objects.filter(used_at__lt=before))


def forget_one_time_keys(before):
    _delete(OneTimeKey.objects.filter(created_at__lt=before))


def forget_answered_calls(before):
    _delete(CallRequest.objects.filter(called_at__lt=before))


def forget_unanswered_calls(before):
    _delete(CallRequest.objects.open().filter(made_at__lt=before))


def empty_messages(before):
    """Erase recipient and contents of messages; keep that and when they were sent."""
    over = Q(sent_at__lt=before) | Q(sent_at=None, due_at__lt=before)
    messages = Message.objects.filter(over).exclude(state=Message.State.WAITING)
    messages.exclude(to="", values={}).update(
        to="", subject="(no longer kept)", values={}, demo_copy=None
    )


def forget_empty_searches(before):
    _delete(EmptySearch.objects.filter(last_at__lt=before))


# docs/operating.md prints this table; a test compares the two.
TABLE = (
    Line("sessions that have ended", AT_ONCE, end_sessions),
    Line("counts of limits, and codes used at sign-in", AT_ONCE, forget_counts),
    Line("taken time of past days", DAY, services.forget_past_ticks),
    Line("bookings that were begun and left", DAY, services.forget_old_drafts),
    Line("from where a visit was booked, as a hash", 2 * DAY, services.forget_origins),
    Line("what limits of visits count, as a hash", 2 * DAY, forget_counted_keys),
    Line("codes mailed to clients", DAY, forget_codes),
    Line("keys that make a second press harmless", 7 * DAY, forget_one_time_keys),
    Line("address and contents of mails", 30 * DAY, empty_messages),
    Line("calls that were made", 90 * DAY, forget_answered_calls),
    Line("calls that nobody made", 365 * DAY, forget_unanswered_calls),
    Line("searches that found nothing", 180 * DAY, forget_empty_searches),
)


class Command(BaseCommand):
    help = "Delete what is no longer needed; the worker does it every hour."

    def handle(self, **options):
        now = timezone.now()
        for line in TABLE:
            line.forget(now - line.kept_for)


def _delete(rows):
    """Delete in batches, each in a transaction of its own."""
    while ids := list(rows.values_list("pk", flat=True)[:BATCH]):
        rows.model._base_manager.filter(pk__in=ids).delete()
