"""Locations, their opening hours and closures.

These rows change what can be booked. Outside the demo they are written only
through `booking.services.schedule_change`; see docs/decisions/0004.
"""

import zoneinfo
from datetime import date, datetime, time, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from locations import addresses
from locations.presented import Presented
from locations.translated import TranslatedCharField, TranslatedRow, TranslatedTextField
from web.phones import PhoneField

TOLD_AHEAD = timedelta(days=60)


def plain_code(postal_code: str) -> str:
    """A postal code without spaces and hyphens, in capitals: SW1A 1AA is SW1A1AA."""
    return postal_code.replace(" ", "").replace("-", "").upper()


# Help text on the end of opening hours, working hours and closures.
OVER_MIDNIGHT = _(
    "Until midnight is 0:00 or 24:00. An end before the start is on the next day."
)


class Weekday(models.IntegerChoices):
    """Weekdays, numbered as by `date.weekday()`."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


def five_minutes(value: time) -> None:
    """Refuse a wall-clock time that is not on the five-minute tick."""
    if value.minute % 5 or value.second or value.microsecond:
        raise ValidationError(
            _("Use a time on the full five minutes, such as 9:00 or 9:35.")
        )


def known_time_zone(value: str) -> None:
    """Refuse a name that is not in the time zone database."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("Use a name such as Europe/Lisbon."))


def takes_time(start: str, stop: str, name: str) -> models.CheckConstraint:
    """A constraint: there is time between two times of day.

    An end that is not after the start belongs to the next day, so only equal times are
    refused, except midnight to midnight, which is a whole day.
    """
    return models.CheckConstraint(
        condition=~Q(**{start: F(stop)}) | Q(**{start: time()}),
        name=name,
        violation_error_message=_(
            "Start and end are the same. From 0:00 to 0:00 is the whole day."
        ),
    )


class Location(TranslatedRow, Presented, index.Indexed, ClusterableModel):
    """A studio, or the area in which the clinic makes home visits.

    All wall-clock times of a location are times in its `time_zone`.
    """

    name = TranslatedCharField(_("name"), max_length=80)
    slug = models.SlugField(_("part of the address"), unique=True)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=0)
    visits_homes = models.BooleanField(
        _("home visits"),
        default=False,
        help_text=_("Therapists come to the client; no room is needed."),
    )
    served_postal_codes = models.TextField(
        _("served postal codes"),
        blank=True,
        help_text=_(
            "For home visits: where you go, separated by spaces. A beginning "
            "such as 112 stands for all that begin so; empty means everywhere."
        ),
    )
    street = models.CharField(_("street"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=40, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    phone = PhoneField(_("phone"))
    email = models.EmailField(_("e-mail"), blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        validators=[known_time_zone],
        help_text=_("As continent and city, such as Europe/Lisbon."),
    )
    notice_minutes = models.PositiveIntegerField(
        _("minimum notice"),
        default=180,
        validators=[MinValueValidator(0)],
        help_text=_("How many minutes ahead a visit must be booked."),
    )
    summary = TranslatedCharField(_("summary"), max_length=240, blank=True)
    access = TranslatedTextField(
        _("access"),
        blank=True,
        help_text=_("Steps, ramp, elevator, restroom: the facts, plainly."),
    )
    getting_there = TranslatedTextField(_("getting there"), blank=True)
    directions = TranslatedTextField(_("directions"), blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(time_zone=""), name="location_has_a_time_zone"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The postal address on one line; empty for home visits."""
        return ", ".join(self.address_lines)

    @property
    def address_lines(self) -> list[str]:
        """The postal address as it stands on a letter."""
        return addresses.lines(self.street, self.city, self.region, self.postal_code)

    @property
    def served(self) -> tuple[str, ...]:
        """The prefixes of the postal codes that home visits go to."""
        return tuple(plain_code(each) for each in self.served_postal_codes.split())

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def today(self, now: datetime) -> date:
        """The local date at this location."""
        return now.astimezone(self.zone).date()


class OpeningHours(models.Model):
    """One stretch of opening hours on a weekday, in local time."""

    location = ParentalKey(Location, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    opens_at = models.TimeField(_("opens at"), validators=[five_minutes])
    closes_at = models.TimeField(
        _("closes at"), validators=[five_minutes], help_text=OVER_MIDNIGHT
    )

    panels = ["weekday", "opens_at", "closes_at"]

    class Meta:
        verbose_name = _("opening hours")
        ordering = ["weekday", "opens_at"]
        verbose_name_plural = _("opening hours")
        constraints = [
            takes_time("opens_at", "closes_at", "opening_hours_take_time"),
            models.UniqueConstraint(
                fields=["location", "weekday", "opens_at"],
                name="opening_hours_start_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}, {time_format(self.opens_at)}"

    @property
    def is_all_day(self) -> bool:
        return self.opens_at == self.closes_at


class ClosureQuerySet(models.QuerySet["Closure"]):
    def at(self, location: Location) -> Self:
        """Closures of a location, including those of all locations."""
        return self.filter(Q(location=location) | Q(location__isnull=True))

    def between(self, first: date, last: date) -> Self:
        """Closures that overlap a range of dates."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def ahead(self, today: date) -> Self:
        """Closures that clients are told of: those of the next two months."""
        return self.between(today, today + TOLD_AHEAD)


class Closure(TranslatedRow):
    """Days, or a part of each day, on which a location is closed.

    Without a location it applies to all. Without times it lasts all day; a single time
    reaches to midnight; an end that is not after the start belongs to the next day.
    `starts_on` and `ends_on` are both included.
    """

    location = models.ForeignKey(
        Location,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="closures",
        help_text=_("Leave empty to close every location."),
        verbose_name=_("location"),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    closed_from = models.TimeField(
        _("closed from"), null=True, blank=True, validators=[five_minutes]
    )
    closed_until = models.TimeField(
        _("closed until"),
        null=True,
        blank=True,
        validators=[five_minutes],
        help_text=OVER_MIDNIGHT,
    )
    reason = TranslatedCharField(
        _("reason"),
        max_length=120,
        help_text=_("Shown to clients, such as “Thanksgiving Day”."),
    )

    objects = ClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["starts_on", "closed_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="closure_ends_after_it_starts",
                violation_error_message=_("The last day must not be before the first."),
            ),
            takes_time("closed_from", "closed_until", "closure_takes_time"),
        ]

    def __str__(self) -> str:
        place = self.location.name if self.location_id else gettext("all locations")
        return (
            f"{self.reason}, {place}, {date_format(self.starts_on, 'MONTH_DAY_FORMAT')}"
        )
