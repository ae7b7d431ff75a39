"""Therapists; `booking` knows what they offer and when they work."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.search import index

from content.list_fields import TranslatedListField
from locations.presented import Presented
from locations.translated import TranslatedCharField, TranslatedRow


class TherapistQuerySet(models.QuerySet["Therapist"]):
    def taking_bookings(self) -> Self:
        return self.filter(takes_bookings=True)


class Therapist(TranslatedRow, Presented, index.Indexed, ClusterableModel):
    """A therapist. `user` is the account they sign in with, if any."""

    name = models.CharField(_("name"), max_length=80)
    short_name = models.CharField(
        _("short name"),
        max_length=40,
        help_text=_("As in “with Imani”, on times and in messages."),
    )
    slug = models.SlugField(_("part of the address"), unique=True)
    pronouns = TranslatedCharField(_("pronouns"), max_length=40, blank=True)
    credential = models.CharField(
        _("credential"),
        max_length=40,
        blank=True,
        help_text=_("Letters after the name, such as MSc."),
    )
    license_number = models.CharField(_("license number"), max_length=40, blank=True)
    practising_since = models.PositiveSmallIntegerField(
        _("practicing since"), null=True, blank=True
    )
    languages = TranslatedListField(
        separator=",", help_text=_("With commas between."), verbose_name=_("languages")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="therapist",
        verbose_name=_("account"),
    )
    main_location = models.ForeignKey(
        "locations.Location",
        models.PROTECT,
        related_name="+",
        verbose_name=_("main location"),
    )
    treats = ParentalManyToManyField(
        "care.Condition",
        blank=True,
        related_name="therapists",
        verbose_name=_("conditions treated"),
    )
    techniques = ParentalManyToManyField(
        "care.Technique",
        blank=True,
        related_name="therapists",
        verbose_name=_("techniques"),
    )
    takes_bookings = models.BooleanField(_("takes bookings"), default=True)
    last_day_on = models.DateField(
        _("last day of work"),
        null=True,
        blank=True,
        help_text=_("No visits after this day."),
    )

    objects = TherapistQuerySet.as_manager()

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("therapist")
        verbose_name_plural = _("therapists")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def titled_name(self) -> str:
        """Name and credential, as in “Sam Green, MSc”."""
        return ", ".join(part for part in (self.name, self.credential) if part)
