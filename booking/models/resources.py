"""Rooms and resources: what a visit takes up."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from locations.translated import TranslatedCharField, TranslatedRow


class Room(TranslatedRow):
    """A treatment room. Rooms are filled in the order of `position`."""

    location = models.ForeignKey(
        "locations.Location",
        models.PROTECT,
        related_name="rooms",
        verbose_name=_("location"),
    )
    name = TranslatedCharField(_("name"), max_length=60)
    position = models.PositiveSmallIntegerField(
        _("place in lists"),
        default=0,
        help_text=_("Rooms with special equipment last, so that they stay free."),
    )
    features = TranslatedCharField(_("features"), max_length=160, blank=True)
    in_use = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["location", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["location", "name"], name="room_name_once"),
        ]

    def __str__(self):
        return f"{self.name}, {self.location}"


class Resource(models.Model):
    """One therapist or one room, whose time visits take.

    `lanes` is how many visits it can host at once. `version` is raised, under the
    row's lock, by every write that takes or frees its time: the same version means
    the same booked time.
    """

    therapist = models.OneToOneField(
        "therapists.Therapist",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resource",
    )
    room = models.OneToOneField(
        Room, models.PROTECT, null=True, blank=True, related_name="resource"
    )
    lanes = models.PositiveSmallIntegerField(default=1)
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(therapist__isnull=True, room__isnull=False)
                | Q(therapist__isnull=False, room__isnull=True),
                name="resource_is_a_therapist_or_a_room",
            ),
            models.CheckConstraint(
                condition=Q(lanes__gte=1), name="resource_has_a_lane"
            ),
        ]

    def __str__(self):
        return str(self.therapist or self.room)
