"""Step 5: what clients can book, from the starting set of the profession."""

from decimal import Decimal

from django import forms
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from booking.models import Treatment
from locations import site_context
from locations.models import Location
from locations.money import PriceFormField, cents
from onboarding import services, starting_sets
from onboarding.services import ChosenLength, ChosenTreatment
from onboarding.steps.step import Row, Status, Step


class TreatmentForm(forms.Form):
    """One suggested treatment: whether it is offered, its name, a price per length."""

    is_offered = forms.BooleanField(required=False, initial=True)
    name = forms.CharField(label=_("Name"), max_length=80)

    def __init__(self, *args, suggested, **kwargs):
        super().__init__(*args, **kwargs)
        self.suggested = suggested
        self.fields["name"].initial = suggested.name
        self.fields["is_offered"].label = _("Offer {treatment}").format(
            treatment=suggested.name
        )
        currency = site_context.current().clinic.currency
        for length in suggested.lengths:
            price, minutes = length.price_in(currency), length.minutes
            label = ngettext(
                "{n} minute, in {currency}", "{n} minutes, in {currency}", minutes
            )
            self.fields[f"price_{length.minutes}"] = PriceFormField(
                required=False,
                min_value=0,
                label=label.format(n=minutes, currency=currency),
                initial=None if price is None else cents(Decimal(price), currency),
            )

    @property
    def prices(self):
        """The price of each length."""
        return [self[f"price_{each.minutes}"] for each in self.suggested.lengths]

    def clean(self):
        said = super().clean()
        prices = [said.get(field.name) for field in self.prices]
        if said.get("is_offered") and not self.errors and not any_given(prices):
            words = gettext("Give one length a price at least.")
            self.add_error(self.prices[0].name, words)
        return said

    def chosen(self):
        """The treatment as it was chosen, in the lengths that have a price."""
        said = self.cleaned_data
        priced = [
            (each.minutes, said[f"price_{each.minutes}"])
            for each in self.suggested.lengths
        ]
        return ChosenTreatment(
            self.suggested.key,
            said["name"],
            tuple(ChosenLength(*each) for each in priced if each[1] is not None),
        )


def any_given(prices):
    """Whether one of the prices was typed; 0 is one."""
    return any(price is not None for price in prices)


class TreatmentForms:
    """Every treatment of the starting set that fits the clinic's places."""

    def __init__(self, data=None):
        self.treatments = [
            TreatmentForm(data, suggested=each, prefix=each.key) for each in suggested()
        ]
        self.none_chosen = False

    def is_valid(self):
        wrong = [each for each in self.treatments if not each.is_valid()]
        self.none_chosen = not wrong and not self.chosen()
        return not wrong and not self.none_chosen

    def chosen(self):
        """Those that the clinic offers."""
        offered = [each for each in self.treatments if each.cleaned_data["is_offered"]]
        return [each.chosen() for each in offered]


def suggested():
    """What the profession suggests: at homes where they are visited, else in rooms."""
    at_homes = Location.objects.filter(visits_homes=True).exists()
    in_rooms = Location.objects.filter(rooms__isnull=False).exists()
    there = set(Treatment.objects.values_list("slug", flat=True))
    return [
        each
        for each in _profession().treatments
        if (at_homes if each.is_home_visit else in_rooms)
        and there.isdisjoint(each.slugs)
    ]


def _profession():
    """The clinic's profession, or the first, in the language of the clinic."""
    language = starting_sets.of_clinic()
    chosen = site_context.current().clinic.profession
    key = chosen or starting_sets.professions(language)[0].key
    return starting_sets.profession(key, language)


class Treatments(Step):
    key = "what"
    title = _("What")
    lead = _(
        "A usual start in your profession. Change names and prices as you like; a "
        "length without a price is not offered."
    )
    minutes = 3
    template = "onboarding/steps/treatments.html"

    def status(self):
        names = [each.name for each in Treatment.objects.on_offer()]
        if not names:
            return Status(False, gettext("There is nothing to book yet."))
        return Status(True, ", ".join(names))

    def rows(self):
        return [
            Row(each.name, reverse("treatment:edit", args=[each.pk]))
            for each in Treatment.objects.all()
        ]

    def form(self, data=None):
        return TreatmentForms(data)

    def save(self, form, *, by, now):
        rows = services.start_with(_profession(), form.chosen())
        names = ", ".join(row.name for row in rows)
        return _("On offer: {treatments}.").format(treatments=names)
