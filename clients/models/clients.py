"""Clients, their consents, and the joining of files that are one person's."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from clients.contact import Contact, identity_of, mailbox_or_nothing
from web.emails import MailField
from web.phones import PhoneField, stored

NAME_LENGTH = 120
LANGUAGE_LENGTH = 10


class ContactDetails(models.Model):
    """The columns of `Contact`, for the client's own row and for each visit."""

    name = models.CharField(_("name they go by"), max_length=NAME_LENGTH, blank=True)
    email = MailField(_("e-mail"), blank=True)
    phone = PhoneField(_("phone"), blank=True)
    address = models.CharField(
        _("address"),
        max_length=200,
        blank=True,
        help_text=_("Only needed for home visits."),
    )
    postal_code = models.CharField(_("postal code"), max_length=12, blank=True)
    floor = models.CharField(_("floor"), max_length=40, blank=True)
    has_elevator = models.BooleanField(_("elevator"), null=True, blank=True)
    way_in = models.CharField(
        _("way in"),
        max_length=200,
        blank=True,
        help_text=_("Buzzer, gate, stairs, where to park."),
    )
    language = models.CharField(max_length=LANGUAGE_LENGTH, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.strip() else ""

    @property
    def contact(self) -> Contact:
        """These columns as a value."""
        return Contact(
            self.name,
            self.email,
            stored(self.phone),
            self.address,
            self.postal_code,
            self.floor,
            self.has_elevator,
            self.way_in,
            self.language,
        )


class ClientQuerySet(models.QuerySet["Client"]):
    def heads(self) -> Self:
        """One row for each person: files that are not joined to another."""
        return self.filter(joined_to__isnull=True)

    def known_as(self, identity: str) -> Self:
        """Proven people of this mailbox and name, the first to come first."""
        return self.heads().filter(
            identity=identity,
            proven_at__isnull=False,
            corrected_by__isnull=True,
            mailbox__gt="",
        )

    def files_of(self, client: "Client") -> Self:
        """All files of the person to whom a file belongs."""
        return self.filter(Q(pk=client.head_id) | Q(joined_to=client.head_id))

    def with_head(self) -> Self:
        """Annotate `head`: the id of the person's head file."""
        return self.annotate(head=Coalesce(F("joined_to_id"), F("pk")))


class Client(ContactDetails):
    """A person who comes for treatment: their name and how to reach them.

    Not a user account. Each booking without proof makes a row of its own; `proven_at`
    says when the mailbox was first proven, `proof` how. `joined_to` points at the
    earlier file of the same person, the head; it never points at a joined file, and no
    row moves when it is set or cleared. `corrected_by` is the member of staff who
    changed the address; until a therapist or the clinical lead confirms it, codes sent
    there open no saved answers. `mailbox` and `identity` are derived on saving.
    """

    class Proof(models.TextChoices):
        LINK = "link", _("link in a mail")
        CODE = "code", _("mailed code")
        STAFF = "staff", _("by the team")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name they go by"), max_length=NAME_LENGTH)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    mailbox = models.CharField(max_length=320, editable=False, db_index=True)
    identity = models.CharField(max_length=64, editable=False, db_index=True)
    proven_at = models.DateTimeField(null=True, editable=False)
    proof = models.CharField(max_length=8, choices=Proof, blank=True, editable=False)
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="joined"
    )
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(editable=False)

    objects = ClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        ordering = ["name"]
        permissions = [
            ("contact_own", gettext_noop("Contact details: of own clients")),
            ("contact_any", gettext_noop("Contact details: of every client")),
            ("health_own", gettext_noop("Health answers: of own clients")),
            ("health_any", gettext_noop("Health answers: of every client")),
            (
                "health_with_reason",
                gettext_noop("Health answers: after giving a reason"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_to__isnull=True) | ~Q(joined_to=F("id")),
                name="no_file_is_joined_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(proven_at__isnull=True) | Q(proof__gt=""),
                name="proof_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.mailbox = mailbox_or_nothing(self.email)
        self.identity = identity_of(self.name, self.email)
        super().save(*args, **kwargs)

    @property
    def head_id(self) -> uuid.UUID:
        """The id of this person's head file."""
        return self.joined_to_id or self.pk


class Joining(models.Model):
    """One file joined to another, by proof or by staff (`by`), and perhaps parted
    again.

    `brought` lists the files that were joined to this one and came along.
    """

    client = models.ForeignKey(Client, models.CASCADE, related_name="joinings")
    into = models.ForeignKey(Client, models.CASCADE, related_name="joined_in")
    brought = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(parted_at__isnull=True),
                name="a_file_is_joined_once",
            ),
        ]

    def __str__(self) -> str:
        return _("{one} is {other}").format(one=self.client_id, other=self.into_id)


class Consent(models.Model):
    """A consent of one kind that a client gave, and perhaps withdrew.

    `wording` is the text that they agreed to, as it read then.
    """

    class Kind(models.TextChoices):
        TREATMENT = "treatment", _("assessment and treatment")
        PRIVACY = "privacy", _("privacy notice read")
        CANCELLATION = "cancellation", _("cancellation rule read")
        REMINDERS = "reminders", _("reminders by e-mail")
        EXERCISES = "exercises", _("home exercises by e-mail")
        DOCTOR = "doctor", _("contact with the doctor")

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

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.client}"
