"""Every message the clinic sends, written with the change that causes it."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from outbox import kinds


class MessageQuerySet(models.QuerySet):
    """Questions asked of messages."""

    def waiting(self):
        return self.filter(state=Message.State.WAITING)

    def due(self, now):
        """Those that may be claimed: due, and in nobody's hands."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
        return self.waiting().filter(free, due_at__lte=now)

    def about(self, subject_id):
        return self.filter(about=subject_id)

    def sent(self):
        return self.filter(state=Message.State.SENT)


class Message(models.Model):
    """One e-mail to one person, until it has left and after.

    The wording is kept apart (`templates/emails/` and `Wording`); the row holds
    what fills it in, and is rendered when it leaves. `id` makes the Message-ID, so
    a repeat after a crash is recognised as the same mail.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        WITHDRAWN = "withdrawn", "withdrawn"
        FAILED = "failed", "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    values = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    actions = models.JSONField(default=list)
    attachment = models.CharField(max_length=60, blank=True)
    about = models.UUIDField(null=True, blank=True, db_index=True)
    check_name = models.CharField(max_length=60, blank=True)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state="waiting"),
                name="messages_waiting",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="sent_messages_have_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.kind} to {self.to}"


class Wording(models.Model):
    """The clinic's own subject and paragraphs for one kind of message.

    Named placeholders such as {first_name} are filled in; without a row the file
    in `templates/emails/` is used.
    """

    kind = models.CharField(max_length=40, unique=True)
    subject = models.CharField(max_length=200)
    paragraphs = models.TextField(help_text="One empty line between paragraphs.")

    class Meta:
        ordering = ["kind"]

    def __str__(self):
        return self.kind

    def clean(self):
        """Refuse a kind nobody sends, and a placeholder that would stay unfilled."""
        worded = {kind.name: kind for kind in kinds.worded()}
        kind = worded.get(self.kind)
        if kind is None:
            known = ", ".join(sorted(worded))
            raise ValidationError({"kind": f"The messages there are: {known}."})
        if kind.private and kinds.PLACEHOLDER.search(self.subject):
            words = "The team sees this subject, so it must hold nothing in braces."
            raise ValidationError({"subject": words})
        for field in ("subject", "paragraphs"):
            unknown = kind.unknown_in(getattr(self, field))
            if unknown:
                known = " ".join(f"{{{name}}}" for name in kind.placeholders)
                words = f"{{{unknown[0]}}} is not known here. Known are: {known}"
                raise ValidationError({field: words})
