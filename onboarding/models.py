"""How far the set-up of a clinic that began empty has come."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SetupQuerySet(models.QuerySet["Setup"]):
    """Questions asked of the one row."""

    def with_mail_unproven(self) -> Self:
        return self.filter(mail_proven_at=None)


class Setup(models.Model):
    """The set-up of a clinic that was opened at a one-time address; one row.

    A clinic whose owner was made in another way has none, and nothing waits there.
    `code` is the digest of the code in the last test letter.
    """

    ONLY = 1

    id = models.PositiveSmallIntegerField(
        primary_key=True, default=ONLY, editable=False
    )
    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    works_alone = models.BooleanField(default=False)
    code = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    mail_proven_at = models.DateTimeField(null=True, blank=True)

    objects = SetupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="a_clinic_is_set_up_once"),
        ]

    def __str__(self) -> str:
        return _("Set up by {owner}").format(owner=self.owner)
