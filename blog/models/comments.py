"""Comments of readers under articles; all are moderated before they appear."""

import hashlib
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from web.emails import MailField

OPEN_FOR = timedelta(days=90)


class CommentQuerySet(models.QuerySet["Comment"]):
    def published(self) -> Self:
        return self.filter(status=Comment.Status.PUBLISHED)

    def held(self) -> Self:
        return self.filter(status=Comment.Status.HELD)

    def threads(self) -> Self:
        """Published comments with their published replies, the oldest first."""
        answers = Comment.objects.published().order_by("written_at")
        replies = models.Prefetch("replies", answers)
        first = self.published().filter(reply_to__isnull=True)
        return first.prefetch_related(replies).order_by("written_at")


class Comment(models.Model):
    """One comment, or the clinic's reply to one.

    `may_be_urgent` marks words of an emergency: such comments come first in the
    moderators' list.
    """

    class Status(models.TextChoices):
        HELD = "held", _("waits for you")
        PUBLISHED = "published", _("published")
        REJECTED = "rejected", _("rejected")

    article = models.ForeignKey(
        "blog.ArticlePage", models.CASCADE, related_name="comments"
    )
    name = models.CharField(max_length=60)
    email = MailField(_("e-mail"), blank=True)
    text = models.TextField(max_length=1500)
    text_hash = models.CharField(max_length=64, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.HELD)
    may_be_urgent = models.BooleanField(default=False)
    reply_to = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies"
    )
    staff = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField()

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-may_be_urgent", "-written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "email", "text_hash"],
                condition=~Q(email=""),
                name="comment_said_once",
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text_hash = hash_of(self.text)
        super().save(*args, **kwargs)


def hash_of(text: str) -> str:
    """A short hash of a text, which the database can compare."""
    return hashlib.sha256(text.encode()).hexdigest()
