"""Who may look, and the codes that let a client look; who looked is in the log."""

import uuid

from django.conf import settings
from django.db import models

from clients.models.clients import Client


class CareTeam(models.Model):
    """A member of staff for whom this is an own client."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="care_team")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="own_clients"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "user"], name="on_a_care_team_once"
            ),
        ]

    def __str__(self):
        return f"{self.user} cares for {self.client}"


class AccessCode(models.Model):
    """A six-digit code, e-mailed to a client who wants to see saved answers.

    Only its hash is stored. It serves one browser session, for a few minutes and
    a few tries.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(Client, models.CASCADE, related_name="access_codes")
    code_hash = models.CharField(max_length=128)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=5)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return f"code for {self.client}"
