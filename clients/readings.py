"""Readings of a client's health data, from the log, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from accounts import audit_log, roles
from accounts.models import LogEntry, User

Kind = LogEntry.Kind

SAVED = "intake answers"
# The kinds of reading in the log, in words for the client.
IN_WORDS = {
    "health answers": _("read your health answers"),
    "flags in a list": _("saw your warning signs in the list of a day"),
    SAVED: _("opened your saved answers"),
}

# A list that is opened repeatedly is logged once in this time.
ONCE = timedelta(hours=12)
SHOWN = 100


@dataclass(frozen=True)
class Look:
    """One reading; `who` is empty when the client did it."""

    at: datetime
    who: str
    role: str
    what: str
    reason: str

    @property
    def in_words(self):
        """What was done, for the client: "read your health answers"."""
        if self.what == SAVED and not self.who:
            return pgettext("by you", "opened your saved answers")
        known = IN_WORDS.get(self.what)
        return known or _("looked at {what}").format(what=self.what)


def note(*, client, user, what, row_id, now, reason=""):
    """Log that health data was read; `user` is None for the client."""
    return audit_log.note(
        kind=Kind.READING,
        subject=client.pk,
        actor=user,
        reason=reason,
        now=now,
        what=what,
        row=str(row_id),
    )


def note_list(*, clients, user, what, now):
    """Log that a list showed health data of some clients, once in ONCE for each."""
    ids = {client.pk for client in clients}
    if not ids:
        return
    logged = LogEntry.objects.about(*ids).readings()
    logged = logged.filter(actor=user.uid, details__what=what, at__gt=now - ONCE)
    ids -= set(logged.values_list("subject", flat=True))
    LogEntry.objects.bulk_create(
        audit_log.entry(
            kind=Kind.READING, subject=pk, actor=user, now=now, what=what, row=str(pk)
        )
        for pk in ids
    )


def of(*client_ids, shown=SHOWN):
    """The latest readings of the files of one person, the newest first."""
    entries = LogEntry.objects.about(*client_ids).readings().order_by("-at")[:shown]
    entries = list(entries)
    readers = User.objects.filter(uid__in={entry.actor for entry in entries})
    people = {user.uid: user for user in readers.prefetch_related("groups")}
    return [_look(entry, people.get(entry.actor)) for entry in entries]


def _look(entry, reader):
    return Look(
        at=entry.at,
        who=_name(entry, reader),
        role=", ".join(_roles_of(reader)),
        what=entry.details.get("what", ""),
        reason=entry.reason,
    )


def _roles_of(reader):
    groups = reader.groups.all() if reader else ()
    return [roles.in_words(group.name) for group in groups]


def _name(entry, reader):
    if reader:
        return str(reader)
    return gettext("a former account") if entry.actor else ""
