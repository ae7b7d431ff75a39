"""Treatments, in one or more lengths, each with its price."""

from typing import Self
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from locations.models import Location
from locations.money import PriceField
from locations.presented import Presented
from locations.translated import TranslatedCharField, TranslatedRow, TranslatedTextField


class TreatmentQuerySet(models.QuerySet["Treatment"]):
    def on_offer(self) -> Self:
        """Treatments that clients may book now."""
        return self.filter(is_offered=True, lengths__isnull=False).distinct()

    def at(self, location: Location) -> Self:
        """Treatments given in a room of a location, or at clients' homes from there."""
        if location.visits_homes:
            return self.filter(is_home_visit=True)
        return self.filter(rooms__location=location).distinct()


class Treatment(TranslatedRow, Presented, ClusterableModel):
    """Something a client can book.

    Set-up and clean-up take the therapist and the room. Travel takes only the
    therapist, before and after the visit.
    """

    name = TranslatedCharField(_("name"), max_length=80)
    slug = models.SlugField(_("part of the address"), unique=True)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=0)
    summary = TranslatedCharField(_("summary"), max_length=160, blank=True)
    description = TranslatedTextField(_("description"), blank=True)
    setup_minutes = models.PositiveSmallIntegerField(
        _("set-up"), default=0, help_text=_("In minutes.")
    )
    cleanup_minutes = models.PositiveSmallIntegerField(
        _("clean-up"), default=0, help_text=_("In minutes.")
    )
    travel_minutes = models.PositiveSmallIntegerField(
        _("travel, each way"), default=0, help_text=_("In minutes.")
    )
    is_home_visit = models.BooleanField(_("home visit"), default=False)
    rooms = ParentalManyToManyField(
        "booking.Room",
        blank=True,
        related_name="treatments",
        verbose_name=_("rooms that can host it"),
    )
    therapists = ParentalManyToManyField(
        "therapists.Therapist",
        blank=True,
        related_name="treatments",
        verbose_name=_("therapists who give it"),
    )
    least_age = models.PositiveSmallIntegerField(
        _("youngest age"),
        null=True,
        blank=True,
        help_text=_("In years; empty: the clinic's rule."),
    )
    least_pregnancy_week = models.PositiveSmallIntegerField(
        _("pregnant clients from week …"),
        null=True,
        blank=True,
        help_text=_("Empty: the clinic's rule."),
    )
    is_offered = models.BooleanField(_("on offer"), default=True)

    objects = TreatmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(setup_minutes__in=range(0, 125, 5)),
                name="setup_in_whole_ticks",
                violation_error_message=_("Use a multiple of 5 minutes, at most 120."),
            ),
            models.CheckConstraint(
                condition=Q(cleanup_minutes__in=range(0, 125, 5)),
                name="cleanup_in_whole_ticks",
                violation_error_message=_("Use a multiple of 5 minutes, at most 120."),
            ),
            models.CheckConstraint(
                condition=Q(travel_minutes__in=range(0, 185, 5)),
                name="travel_in_whole_ticks",
                violation_error_message=_("Use a multiple of 5 minutes, at most 180."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def locations(self) -> models.QuerySet[Location]:
        """The locations of its rooms, or those from which homes are visited."""
        if self.is_home_visit:
            return Location.objects.filter(visits_homes=True).prefetch_related("pages")
        found = Location.objects.filter(rooms__treatments=self).distinct()
        return found.prefetch_related("pages")


class TreatmentLength(models.Model):
    """One length of a treatment, and its price in cents."""

    treatment = ParentalKey(Treatment, related_name="lengths")
    minutes = models.PositiveSmallIntegerField(_("length"), help_text=_("In minutes."))
    price_cents = PriceField(_("price"))
    for_new_clients = models.BooleanField(
        _("for new clients"),
        default=False,
        help_text=_("Offered to people who have not been here before."),
    )

    panels = ["minutes", "price_cents", "for_new_clients"]

    class Meta:
        verbose_name = _("treatment length")
        verbose_name_plural = _("treatment lengths")
        ordering = ["minutes"]
        constraints = [
            models.UniqueConstraint(
                fields=["treatment", "minutes"], name="length_once"
            ),
            models.CheckConstraint(
                condition=Q(minutes__in=range(5, 485, 5)),
                name="length_in_whole_ticks",
                violation_error_message=_("Use a multiple of 5 minutes, at most 480."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("{treatment}, {minutes} minutes").format(
            treatment=self.treatment, minutes=self.minutes
        )

    @property
    def query(self) -> str:
        """The query of the page with its free times."""
        known = {} if self.for_new_clients else {"known": 1}
        return urlencode({"length": self.minutes, **known})
