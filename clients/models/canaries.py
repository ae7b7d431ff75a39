"""Canaries: proof that a key is the one that the database was encrypted with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Canary(models.Model):
    """A known value, encrypted with one key and decrypted at every start."""

    key_id = models.CharField(primary_key=True, max_length=16)
    sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = _("canaries")

    def __str__(self):
        return self.key_id
