"""Searches of visitors that found nothing."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class EmptySearchQuerySet(models.QuerySet):
    def note(self, words, now):
        """Count one more search that found nothing."""
        if not self.filter(words=words).update(times=F("times") + 1, last_at=now):
            self.get_or_create(words=words, defaults={"last_at": now})


class EmptySearch(models.Model):
    """Words that found nothing, and how often; nothing about the visitors."""

    words = models.CharField(max_length=60, unique=True)
    times = models.PositiveIntegerField(default=1)
    last_at = models.DateTimeField()

    objects = EmptySearchQuerySet.as_manager()

    class Meta:
        ordering = ["-times", "-last_at"]
        verbose_name_plural = _("empty searches")

    def __str__(self):
        return self.words
