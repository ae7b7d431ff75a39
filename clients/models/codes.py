"""Access codes, which prove a mailbox."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from clients.models.clients import LANGUAGE_LENGTH, Client


class AccessCode(models.Model):
    """Six digits, mailed to an address to prove it for the browser that asked.

    Only their hash is stored. They work in that browser for fifteen minutes and a few
    tries; the button in the mail works in any browser for an hour. Rows that were not
    mailed (`was_mailed`) stand for requests beyond the hourly limit of the address.
    `language` is that of the page that asked; empty means the clinic's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailbox = models.CharField(max_length=320)
    browser = models.CharField(max_length=64)
    client = models.ForeignKey(
        Client,
        models.CASCADE,
        null=True,
        related_name="+",
        help_text=_("The file that the code proves, when it was asked for one."),
    )
    code_hash = models.CharField(max_length=128)
    sent_at = models.DateTimeField()
    was_mailed = models.BooleanField()
    language = models.CharField(max_length=LANGUAGE_LENGTH, blank=True)
    next_path = models.CharField(max_length=500, default="/")
    tries_left = models.PositiveSmallIntegerField(default=5)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["mailbox", "sent_at"], name="codes_of_a_mailbox"),
            models.Index(fields=["browser", "sent_at"], name="codes_of_a_browser"),
        ]

    def __str__(self):
        return _("code of {sent_at:%Y-%m-%d %H:%M}").format(sent_at=self.sent_at)
