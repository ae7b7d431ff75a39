"""One-time keys: a form sent twice does its work once."""

from uuid import UUID

from django.db import models


class OneTimeKeyQuerySet(models.QuerySet["OneTimeKey"]):
    def outcome_of(self, key: UUID) -> str | None:
        """The page that shows the work done under this key, or None."""
        return self.filter(key=key).values_list("outcome", flat=True).first()


class OneTimeKey(models.Model):
    """The key of a submitted form, and the outcome of its work.

    The row is written in the transaction of the work itself. A double click, a
    retry after a lost answer or the back button then finds the first outcome.
    """

    key = models.UUIDField(primary_key=True)
    outcome = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    objects = OneTimeKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.key)
