"""The audit log of readings, sign-ins and changes; it is append-only."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """An attempt to change or delete an entry of the log."""


class LogQuerySet(models.QuerySet):
    """Questions asked of the log; entries are neither changed nor deleted."""

    def about(self, *subjects):
        return self.filter(subject__in=subjects)

    def readings(self):
        return self.filter(kind=LogEntry.Kind.READING)

    def sealed(self):
        return self.filter(seq__isnull=False).order_by("seq")

    def unsealed(self):
        return self.filter(seq__isnull=True).order_by("at", "id")

    def update(self, **changes):
        raise AppendOnly

    def delete(self):
        raise AppendOnly


class LogEntry(models.Model):
    """One event, written in the transaction in which it happened.

    Subject and actor are bare UUIDs (of a client, of an account): erasing or joining
    those rows rewrites nothing here. `details` and `reason` hold no health words of
    ours. `stamp` is a keyed hash of the entry; the worker gives it a number and a
    seal, a keyed hash of its stamp and of the seal before it.
    """

    class Kind(models.TextChoices):
        READING = "reading", _("read")
        EXPORT = "export", _("exported")
        CONTACT_CHANGED = "contact_changed", _("changed contact details")
        SIGNED_IN = "signed_in", _("signed in")
        SIGNED_OUT = "signed_out", _("signed out")
        ACCOUNT_MADE = "account_made", _("made an account")
        ACCOUNT_CLOSED = "account_closed", _("closed an account")
        ACCOUNT_OPENED = "account_opened", _("opened an account again")
        ADDRESS_CHANGED = "address_changed", _("changed an address")
        FACTOR_ADDED = "factor_added", _("added a second factor")
        FACTOR_REMOVED = "factor_removed", _("removed a second factor")
        ROLE_ASKED = "role_asked", _("gave a role that waits")
        ROLE_WITHDRAWN = "role_withdrawn", _("withdrew a role that waited")
        ROLE_GIVEN = "role_given", _("gave a role")
        ROLE_TAKEN = "role_taken", _("took a role")
        READERS_CHANGED = "readers_changed", _("changed how far a role reads health")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    subject = models.UUIDField(null=True)
    actor = models.UUIDField(null=True)
    details = models.JSONField(default=dict)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    stamp = models.CharField(max_length=64)
    seq = models.BigIntegerField(null=True, unique=True)
    seal = models.CharField(max_length=64, blank=True)

    objects = LogQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "kind", "-at"], name="log_by_subject"),
            models.Index(
                fields=["at"],
                condition=models.Q(seq__isnull=True),
                name="log_to_be_sealed",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seq__isnull=True, seal="")
                | (models.Q(seq__isnull=False) & ~models.Q(seal="")),
                name="numbered_entries_are_sealed",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly


class LogHead(models.Model):
    """The end of the chain, in one row, so that the loss of the last entries shows.

    `mark` is a keyed hash of its own; deleting the last entries does not help, since
    the mark of the entry before cannot be forged.
    """

    seq = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return _("the log up to {number}").format(number=self.seq)
