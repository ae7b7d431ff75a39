"""A client, and what they agreed to."""

import uuid

from django.db import models
from phonenumber_field.modelfields import PhoneNumberField


def identity_of(name, email):
    """What makes two bookings the same person: e-mail and name, case-folded."""
    return f"{email.strip().casefold()}\n{' '.join(name.split()).casefold()}"


class ClientQuerySet(models.QuerySet):
    def known_as(self, name, email):
        """The oldest row of this person, or None."""
        return (
            self.filter(identity=identity_of(name, email))
            .order_by("created_at")
            .first()
        )


class Client(models.Model):
    """A person who comes for treatment: how to call them and how to reach them.

    Not a user account. `identity` is derived from name and e-mail on saving.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("name they go by", max_length=120)
    email = models.EmailField("e-mail")
    phone = PhoneNumberField()
    pronouns = models.CharField(max_length=40, blank=True)
    address = models.CharField(
        max_length=200, blank=True, help_text="Only needed for home visits."
    )
    floor = models.CharField(max_length=40, blank=True)
    has_elevator = models.BooleanField("elevator", null=True, blank=True)
    identity = models.CharField(max_length=400, editable=False, db_index=True)
    created_at = models.DateTimeField(editable=False)

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.identity = identity_of(self.name, self.email)
        super().save(*args, **kwargs)

    @property
    def first_name(self):
        return self.name.split()[0]


class Consent(models.Model):
    """One kind of agreement that a client gave, and perhaps withdrew.

    `wording` is the text that they agreed to, as it stood then.
    """

    class Kind(models.TextChoices):
        TREATMENT = "treatment", "assessment and massage"
        PRIVACY = "privacy", "privacy notice read"
        CANCELLATION = "cancellation", "cancellation rule read"
        REMINDERS = "reminders", "reminders by e-mail"
        EXERCISES = "exercises", "home exercises by e-mail"
        DOCTOR = "doctor", "contact with the doctor"

    client = models.ForeignKey(Client, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=20, choices=Kind)
    wording = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "kind"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_consent_of_a_kind",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.client}"
