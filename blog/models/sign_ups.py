"""Sign-ups for events."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from web.emails import MailField


class EventSignUpQuerySet(models.QuerySet):
    def to(self, event, day):
        """Sign-ups for a day; all of them for a one-off event, which may have moved."""
        rows = self.filter(event=event)
        return rows.filter(day=day) if event.repeats else rows

    def seats(self, event, day):
        """How many seats are taken on a day."""
        return self.to(event, day).aggregate(n=Sum("seats"))["n"] or 0


class EventSignUp(models.Model):
    """A guest of an event: how many places, and their access needs.

    `language` is that of the page where they signed up; empty means the clinic's.
    """

    event = models.ForeignKey(
        "blog.EventPage",
        models.CASCADE,
        related_name="sign_ups",
        verbose_name=_("event"),
    )
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=80)
    email = MailField(_("e-mail"))
    seats = models.PositiveSmallIntegerField(
        _("places"), default=1, validators=[MinValueValidator(1), MaxValueValidator(6)]
    )
    access_needs = models.CharField(_("access needs"), max_length=300, blank=True)
    language = models.CharField(max_length=10, blank=True, editable=False)
    signed_up_at = models.DateTimeField()
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # What the guest knows of the event: see `blog.guests.state_of`.
    told = models.JSONField(default=dict, editable=False)

    objects = EventSignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["day", "signed_up_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "day", "email"], name="one_sign_up_each"
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.event}, {self.day}"
