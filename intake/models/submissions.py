"""What clients tell us about their health. All answers are encrypted."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clients import files
from clients.fields import EncryptedJSONField
from clients.models import Client
from intake.levels import Level, needs_a_call
from intake.models.forms import FormVersion
from intake.schema import Form


class SafetyCheck(models.Model):
    """The short check before a booking, as it was answered.

    `answers` holds {"ticked": [statement keys]} or, for a returning client,
    {"changed": false}; `is_complete` tells the two apart. Statements that were ticked
    and unticked are kept under "taken_back". `read_out_by` is set when staff asked by
    phone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answers = EncryptedJSONField("intake.safety_check")
    is_complete = models.BooleanField(default=True)
    level = models.CharField(max_length=12, choices=Level)
    made_at = models.DateTimeField()
    read_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    def __str__(self) -> str:
        return _("safety check of {day:%Y-%m-%d}").format(day=self.made_at)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, client: Client) -> Self:
        """Checks of a person, over all their files, the newest first."""
        return self.filter(client__in=files.of(client)).order_by("-started_at")


class Submission(models.Model):
    """One client's answers to one version of a form, saved page by page.

    `saved_pages` tells how far they came without revealing answers; `level` is the
    strictest of their red flags. Booking sets `due_at` and `reader`. Browsers that may
    see the answers know the `seal`, which changes with every proof.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(
        "clients.Client", models.PROTECT, related_name="submissions"
    )
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="submissions")
    answers = EncryptedJSONField("intake.answers", default=dict)
    saved_pages = models.JSONField(default=list, blank=True)
    level = models.CharField(max_length=12, choices=Level, default=Level.NONE)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    due_at = models.DateTimeField(null=True, blank=True)
    seal = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True)
                | Q(completed_at__gte=models.F("started_at")),
                name="submission_completed_after_start",
            ),
        ]

    def __str__(self) -> str:
        words = _("{version} by {client}")
        return words.format(version=self.version, client=self.client)

    @property
    def form(self) -> Form:
        return self.version.schema

    @property
    def needs_a_call(self) -> bool:
        """Whether staff must speak with the client before the visit."""
        return needs_a_call(self.level)

    @property
    def status(self) -> str:
        """The status of the form, in the words of staff lists."""
        if self.completed_at:
            return gettext("complete")
        return gettext("half done") if self.saved_pages else gettext("not started")
