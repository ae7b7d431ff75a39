"""Messages, written in the transaction of the change that causes them."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from outbox import kinds


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions asked of messages."""

    def waiting(self) -> Self:
        return self.filter(state=Message.State.WAITING)

    def due(self, now: datetime) -> Self:
        """Messages that may be claimed: due, and claimed by no worker."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
        return self.waiting().filter(free, due_at__lte=now)

    def about(self, subject_id: uuid.UUID | None) -> Self:
        return self.filter(about=subject_id)

    def sent(self) -> Self:
        return self.filter(state=Message.State.SENT)


class Message(models.Model):
    """One e-mail to one person, before and after it is sent.

    A row names its kind and what it is about. Recipient, subject and facts are read
    from there when it is sent; recipient and subject are then stored. The Message-ID is
    made from `id`, so that a repeat after a crash is recognised as the same mail.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        WITHDRAWN = "withdrawn", _("withdrawn")
        FAILED = "failed", _("failed")

    TO_LENGTH, SUBJECT_LENGTH, REASON_LENGTH = 254, 200, 200

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    about = models.UUIDField(null=True, blank=True, db_index=True)
    reference = models.BigIntegerField(
        null=True, blank=True, help_text=_("A row of the past of what it is about.")
    )
    to = models.EmailField(max_length=TO_LENGTH, blank=True)
    to_staff = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    values = models.JSONField(default=dict, help_text=_("What stands nowhere else."))
    subject = models.CharField(max_length=SUBJECT_LENGTH, blank=True)
    due_at = models.DateTimeField()
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(
        _("reason"),
        max_length=REASON_LENGTH,
        blank=True,
        help_text=_("Why it has not left, or will not."),
    )
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    demo_copy = models.JSONField(
        null=True, blank=True, help_text=_("The mail itself; only a demo keeps it.")
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
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

    def __str__(self) -> str:
        kind = kinds.title_of(self.kind)
        return _("{kind} to {address}").format(kind=kind, address=self.to)

    @property
    def title(self) -> str:
        """The subject; before it has one, the title of its kind."""
        return self.subject or kinds.title_of(self.kind)


class Wording(models.Model):
    """The clinic's own subject and paragraphs for one kind of message, in one language.

    Placeholders such as {first_name} are filled in. Without a row, the file in
    `templates/emails/<language>/` is used.
    """

    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    paragraphs = models.TextField(
        help_text=_(
            "One empty line between paragraphs. A paragraph is left out when something "
            "that it names in braces is not so, such as a deadline that is over."
        )
    )

    class Meta:
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language"], name="one_wording_in_each_language"
            ),
        ]

    def __str__(self):
        return f"{self.kind}, {self.language}"

    def clean(self):
        """Refuse a kind that no app sends, and a placeholder that none would fill."""
        worded = {kind.name: kind for kind in kinds.worded()}
        kind = worded.get(self.kind)
        if kind is None:
            known = ", ".join(sorted(worded))
            words = _("The messages there are: {kinds}.").format(kinds=known)
            raise ValidationError({"kind": words})
        if kind.private and kinds.PLACEHOLDER.search(self.subject):
            words = _("The team sees this subject, so it must hold nothing in braces.")
            raise ValidationError({"subject": words})
        for field in ("subject", "paragraphs"):
            unknown = kinds.unknown_in(kind, getattr(self, field))
            if unknown:
                known = " ".join(f"{{{name}}}" for name in kinds.known_in(kind))
                words = _("{unknown} is not known here. Known are: {known}")
                words = words.format(unknown=f"{{{unknown[0]}}}", known=known)
                raise ValidationError({field: words})
