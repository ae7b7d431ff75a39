"""Drafts: what one browser tab has chosen and typed so far."""

import uuid

from django.db import models

from clients.fields import EncryptedJSONField


class Draft(models.Model):
    """The answers of one browser tab until it books, kept for a day after their last
    use.

    `browser` and `network` are keyed hashes; only that browser finds the draft.
    `contents` holds the choice, the raw input of each page, and what was validated of
    it: the contact and the safety check. `one_time_key` is posted with the last form.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    browser = models.CharField(max_length=64, db_index=True)
    network = models.CharField(max_length=64, db_index=True)
    contents = EncryptedJSONField("booking.draft", default=dict)
    appointment = models.OneToOneField(
        "booking.Appointment", models.SET_NULL, null=True, related_name="draft"
    )
    one_time_key = models.UUIDField(unique=True, default=uuid.uuid4)
    used_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"draft {self.pk}"
