"""Care teams: the staff who treat a client."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clients.models.clients import Client


class CareTeam(models.Model):
    """One member of staff who treats this client."""

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
        words = _("{user} cares for {client}")
        return words.format(user=self.user, client=self.client)
