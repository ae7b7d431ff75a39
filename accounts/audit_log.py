"""Write the audit log, seal it, and detect tampering."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import log_chain
from accounts.models import LogEntry, LogHead, User

BATCH = 500


def entry(
    *,
    kind: str,
    now: datetime,
    subject: UUID | None = None,
    actor: User | None = None,
    reason: str = "",
    **details: str,
) -> LogEntry:
    """One entry, not yet written; `actor` is an account, None for a client.

    `details` must be texts, without a word about anyone's health.
    """
    row = LogEntry(
        kind=kind,
        subject=subject,
        actor=actor.uid if actor else None,
        details=details,
        reason=reason,
        at=now,
    )
    row.stamp = log_chain.stamp(row)
    return row


def note(
    *,
    kind: str,
    now: datetime,
    subject: UUID | None = None,
    actor: User | None = None,
    reason: str = "",
    **details: str,
) -> LogEntry:
    """Write one entry; see `entry`."""
    row = entry(
        kind=kind, now=now, subject=subject, actor=actor, reason=reason, **details
    )
    row.save()
    return row


def seal(now=None):
    """Number and seal new entries in order; the worker calls it all the time."""
    while _seal_some():
        pass


@transaction.atomic
def _seal_some():
    """Seal up to BATCH entries; returns how many there were.

    An entry without our stamp was inserted from outside: it is left as it is, and
    `verify` reports it.
    """
    head = LogHead.objects.select_for_update().get_or_create(pk=1)[0]
    fresh = [
        row
        for row in LogEntry.objects.unsealed()[:BATCH]
        if log_chain.fits(row.stamp, log_chain.stamp, row)
    ]
    if fresh:
        _append(head, fresh)
    return len(fresh)


def _append(head, rows):
    for row in rows:
        row.seq = head.seq + 1
        row.seal = log_chain.seal(row, head.seal)
        head.seq, head.seal = row.seq, row.seal
    _write(rows, ["seq", "seal"])
    head.mark = log_chain.mark(head)
    head.save()


def _write(rows, fields):
    """The one way past `AppendOnly`: it writes hashes and numbers, never content."""
    QuerySet(LogEntry).bulk_update(rows, fields, batch_size=BATCH)


@dataclass
class Report:
    """What `verify` found."""

    sealed: int = 0
    waiting: int = 0
    oldest_waits: timedelta = timedelta()
    problems: list[str] = field(default_factory=list)


def verify(now=None) -> Report:
    """Read the whole log, and report what was changed, removed or inserted.

    Entries that wait for their seal are no problem by themselves, since the worker may
    be off; their age is reported.
    """
    report = Report()
    before, expected = log_chain.FIRST, 1
    for row in LogEntry.objects.sealed().iterator(BATCH):
        report.problems += _missing(expected, row.seq)
        if not _is_whole(row, before):
            report.problems.append(f"Entry {row.seq} was changed or does not belong.")
        before, expected = row.seal, row.seq + 1
        report.sealed += 1
    report.problems += _wrong_end(expected - 1, before)
    _look_at_waiting(report, now or timezone.now())
    return report


def _missing(expected, found):
    if found == expected:
        return []
    last = found - 1
    what = f"Entry {expected} is" if last == expected else f"{expected} to {last} are"
    return [f"{what} missing."]


def _is_whole(row, before):
    return log_chain.fits(row.stamp, log_chain.stamp, row) and log_chain.fits(
        row.seal, log_chain.seal, row, before
    )


def _wrong_end(seq, seal):
    head = LogHead.objects.first() or LogHead()
    if head.seq == 0 == seq:
        return []
    if not log_chain.fits(head.mark, log_chain.mark, head):
        return ["The end of the log was changed."]
    if (head.seq, head.seal) != (seq, seal):
        return [f"The log ends at {seq} and should end at {head.seq}."]
    return []


def _look_at_waiting(report, now):
    waiting = list(LogEntry.objects.unsealed())
    report.waiting = len(waiting)
    if waiting:
        report.oldest_waits = max(timedelta(), now - waiting[0].at)
    report.problems += [
        f"An entry of {row.at:%Y-%m-%d %H:%M} was not written by the site."
        for row in waiting
        if not log_chain.fits(row.stamp, log_chain.stamp, row)
    ]


@transaction.atomic
def renew():
    """Rewrite every hash with the present SECRET_KEY; the log must be intact.

    Afterwards the older key can be removed from SECRET_KEY_FALLBACKS.
    """
    head = LogHead.objects.select_for_update().get_or_create(pk=1)[0]
    head.seq, head.seal = 0, log_chain.FIRST
    rows = [*LogEntry.objects.sealed(), *LogEntry.objects.unsealed()]
    for row in rows:
        row.stamp = log_chain.stamp(row)
    _write(rows, ["stamp"])
    _append(head, rows)
    return len(rows)
