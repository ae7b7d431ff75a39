"""Step 2: a place with its hours and rooms, or the area of home visits."""

import zoneinfo
from datetime import time

from django import forms
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from locations import countries, site_context
from locations.models import Location
from locations.models.locations import Weekday, five_minutes
from onboarding import services
from onboarding.steps.step import Row, Status, Step
from onboarding.steps.times import TimeInput
from web.phones import PhoneFormField

OPENS, CLOSES = time(9), time(18)
WORKWEEK = [0, 1, 2, 3, 4]


def zones() -> list[str]:
    """The time zones of the clinic's country; all of them where we know none."""
    here = countries.time_zones(site_context.current().clinic.country_code)
    return list(here) or sorted(zoneinfo.available_timezones())


class PlaceForm(forms.Form):
    """A place that is open on some days, from the same time to the same time."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("As clients call it, such as the street or the area."),
    )
    visits_homes = forms.BooleanField(
        label=_("Here we only visit clients at home"),
        required=False,
        help_text=_("Then it needs no address and no room."),
    )
    street = forms.CharField(label=_("Street"), max_length=120, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=20, required=False)
    city = forms.CharField(label=_("City"), max_length=80, required=False)
    region = forms.CharField(max_length=40, required=False, label=_("State or region"))
    phone = PhoneFormField(
        label=_("Phone"), help_text=_("Whom clients call about a visit here.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"))
    rooms = forms.CharField(
        label=_("Rooms"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line. Every visit takes one."),
    )
    days = forms.TypedMultipleChoiceField(
        label=_("Open on"),
        choices=Weekday,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=WORKWEEK,
    )
    opens_at = forms.TimeField(
        label=_("From"), initial=OPENS, validators=[five_minutes], widget=TimeInput
    )
    closes_at = forms.TimeField(
        label=_("Until"), initial=CLOSES, validators=[five_minutes], widget=TimeInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(zone, zone) for zone in zones()]
        several = [("", gettext("Choose one"))] if len(known) > 1 else []
        self.fields["time_zone"].choices = [*several, *known]
        self.fields["time_zone"].initial = "" if several else known[0][0]
        self.fields["phone"].initial = site_context.current().clinic.phone
        with translation.override(site_context.current().clinic.language):
            self.fields["rooms"].initial = gettext("Room 1")

    def clean_rooms(self):
        """The names, each once."""
        lines = (line.strip() for line in self.cleaned_data["rooms"].splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def clean(self):
        said = super().clean()
        if said.get("visits_homes"):
            return {**said, "rooms": []}
        if not said.get("street") or not said.get("city"):
            words = gettext("Enter the address, so that clients find you.")
            self.add_error("street", words)
        if not said.get("rooms"):
            self.add_error("rooms", gettext("Name one room at least."))
        if said.get("opens_at") == said.get("closes_at"):
            self.add_error("closes_at", gettext("It closes when it opens."))
        return said


class Where(Step):
    key = "where"
    title = _("Where")
    lead = _("A place with its rooms, or the area in which you visit clients at home.")
    minutes = 3
    template = "onboarding/steps/where.html"

    def status(self):
        places = list(Location.objects.filter(opening_hours__isnull=False).distinct())
        if not places:
            return Status(False, gettext("There is no place yet."))
        return Status(True, ", ".join(place.name for place in places))

    def rows(self):
        return [
            Row(str(place), reverse("location:edit", args=[place.pk]))
            for place in Location.objects.all()
        ]

    def form(self, data=None):
        return PlaceForm(data)

    def save(self, form, *, by, now):
        place = services.open_place(**form.cleaned_data)
        words = _(
            "{place} is open. Other hours on some days can be set where it is changed."
        )
        return words.format(place=place)
