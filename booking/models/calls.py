"""Call requests: people who asked to be called, or whom we must call."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.levels import Level
from web.phones import PhoneField


class CallRequestQuerySet(models.QuerySet["CallRequest"]):
    def open(self) -> Self:
        return self.filter(called_at__isnull=True)


class CallRequest(models.Model):
    """A call that a client waits for. It says how urgent it is, never why."""

    TOPIC_LENGTH = 200

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    phone = PhoneField()
    level = models.CharField(_("flag"), max_length=12, choices=Level)
    appointment = models.ForeignKey(
        "booking.Appointment",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="call_requests",
    )
    topic = models.CharField(
        _("what to say"),
        max_length=TOPIC_LENGTH,
        blank=True,
        help_text=_("Nothing about health."),
    )
    made_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = CallRequestQuerySet.as_manager()

    class Meta:
        ordering = ["called_at", "made_at"]
        verbose_name = _("call")

    def __str__(self) -> str:
        return f"call {self.name}"
