"""Counted keys: one row for each browser, network, phone or address under a limit."""

from django.db import models


class CountedKey(models.Model):
    """One keyed hash (`web.key_locks`); its lock makes counting exact."""

    key = models.CharField(primary_key=True, max_length=64)
    used_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key[:8]
