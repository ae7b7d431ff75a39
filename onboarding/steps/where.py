"""Step 2: a place with its hours and rooms, or the area of home visits."""

import zoneinfo
from datetime import time

from django import forms
from django.urls import reverse

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
        max_length=80, help_text="As clients call it, such as the street or the area."
    )
    visits_homes = forms.BooleanField(
        label="Here we only visit clients at home",
        required=False,
        help_text="Then it needs no address and no room.",
    )
    street = forms.CharField(max_length=120, required=False)
    postal_code = forms.CharField(max_length=20, required=False)
    city = forms.CharField(max_length=80, required=False)
    region = forms.CharField(max_length=40, required=False, label="State or region")
    phone = PhoneFormField(help_text="Whom clients call about a visit here.")
    time_zone = forms.ChoiceField()
    rooms = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line. Every visit takes one.",
    )
    days = forms.TypedMultipleChoiceField(
        label="Open on",
        choices=Weekday,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=WORKWEEK,
    )
    opens_at = forms.TimeField(
        label="From", initial=OPENS, validators=[five_minutes], widget=TimeInput
    )
    closes_at = forms.TimeField(
        label="Until", initial=CLOSES, validators=[five_minutes], widget=TimeInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(zone, zone) for zone in zones()]
        several = [("", "Choose one")] if len(known) > 1 else []
        self.fields["time_zone"].choices = [*several, *known]
        self.fields["time_zone"].initial = "" if several else known[0][0]
        self.fields["phone"].initial = site_context.current().clinic.phone
        self.fields["rooms"].initial = "Room 1"

    def clean_rooms(self):
        """The names, each once."""
        lines = (line.strip() for line in self.cleaned_data["rooms"].splitlines())
        return list(dict.fromkeys(filter(None, lines)))

    def clean(self):
        said = super().clean()
        if said.get("visits_homes"):
            return {**said, "rooms": []}
        if not said.get("street") or not said.get("city"):
            self.add_error("street", "Enter the address, so that clients find you.")
        if not said.get("rooms"):
            self.add_error("rooms", "Name one room at least.")
        if said.get("opens_at") == said.get("closes_at"):
            self.add_error("closes_at", "It closes when it opens.")
        return said


class Where(Step):
    key = "where"
    title = "Where"
    lead = "A place with its rooms, or the area in which you visit clients at home."
    minutes = 3
    template = "onboarding/steps/where.html"

    def status(self):
        places = list(Location.objects.filter(opening_hours__isnull=False).distinct())
        if not places:
            return Status(False, "There is no place yet.")
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
        site_context.forget()
        return (
            f"{place} is open. Other hours on some days can be set where it is changed."
        )
