"""A booking in the making: what one browser has chosen and typed so far."""

import uuid

from django.db import models

from clients.fields import EncryptedJSONField


class Draft(models.Model):
    """The answers of one browser session until it books, kept for a day.

    `contents` holds the choice, the contact details and the safety check.
    `one_time_key` travels with the last form; `address_hash` stands for the network
    address, to bound how many times one address can hold.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contents = EncryptedJSONField("booking.draft", default=dict)
    appointment = models.OneToOneField(
        "booking.Appointment", models.SET_NULL, null=True, related_name="draft"
    )
    one_time_key = models.UUIDField(unique=True, default=uuid.uuid4)
    address_hash = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"draft {self.pk}"
