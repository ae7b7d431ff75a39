"""The forms of the staff pages."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from booking.availability.selection import choose
from booking.engine import wall_clock
from booking.models.appointments import Status
from booking.public.forms import OpeningForm, this_century
from clients.models.clients import NAME_LENGTH
from intake.forms import StatementsField
from outbox import languages
from web import names, phones
from web.emails import MailFormField
from web.phones import PhoneFormField
from web.posted import local_path

# The answer of staff that the caller is none of the known people.
NOT_KNOWN = "somebody-else"

STEPS = (Status.ARRIVED, Status.IN_PROGRESS, Status.DONE, Status.NO_SHOW)


class StepForm(forms.Form):
    """What happened with a visit, and which page to show next."""

    status = forms.ChoiceField(choices=[(step.value, step.label) for step in STEPS])
    next = forms.CharField(required=False)

    def next_url(self):
        """A path of this site to return to, or None."""
        return local_path(self.data.get("next", ""), otherwise=None)


class CancelForm(forms.Form):
    """Why a visit is cancelled; shown only to staff."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Please leave out health details."),
    )
    no_fee = forms.BooleanField(
        label=_("No fee, for example because they are ill"), required=False
    )


class ReasonForm(forms.Form):
    """Why a member of staff outside the care team must read health answers."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("It is logged, and the client can see it."),
    )


class WishForm(forms.Form):
    """What the caller wants: treatment and length, therapist, location, day."""

    treatment = forms.ChoiceField(label=_("Treatment"))
    therapist = forms.ChoiceField(label=_("Therapist"), required=False)
    location = forms.ChoiceField(label=_("Location"), required=False)
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput({"type": "date"}),
        validators=[this_century],
    )
    client = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, catalogue, **kwargs):
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue
        self.fields["treatment"].choices = [
            (
                f"{offer.slug}/{minutes}",
                gettext("{treatment}, {minutes} minutes").format(
                    treatment=offer.name, minutes=minutes
                ),
            )
            for offer in catalogue.offers.values()
            for minutes in offer.lengths
        ]
        self.fields["therapist"].choices = [
            ("", gettext("Anyone")),
            *((person.slug, person.name) for person in catalogue.people.values()),
        ]
        self.fields["location"].choices = [
            ("", gettext("Anywhere")),
            *((place.slug, place.name) for place in catalogue.places.values()),
        ]

    def choice(self):
        """What the caller wants, as a choice for the engine."""
        return choice_of(
            self.catalogue,
            self.cleaned_data["treatment"],
            therapist=self.cleaned_data["therapist"],
            location=self.cleaned_data["location"],
        )


def choice_of(catalogue, treatment, **slugs):
    """The choice that `slug/minutes` names; None when it is not on offer."""
    slug, _slash, minutes = treatment.partition("/")
    length = int(minutes) if minutes.isdecimal() else 0
    return choose(catalogue, treatment=slug, length=length, known=True, **slugs)


class PickForm(OpeningForm):
    """One of the times on the page, or another time of the same day by the clock."""

    other = forms.TimeField(
        label=_("Or at exactly"),
        required=False,
        widget=forms.TimeInput({"type": "time", "step": 300}),
        help_text=_(
            "With the person and place chosen above, on the full five minutes."
        ),
    )

    def clean_other(self):
        other = self.cleaned_data["other"]
        if other and other.minute % 5:
            raise ValidationError(
                _("Use a time on the full five minutes, such as 9:35.")
            )
        return other

    def picked(self):
        """(start, place, person), with the exact time where one was given."""
        start, place, person = self.cleaned_data["opening"]
        if self.cleaned_data["other"]:
            day = wall_clock.local_date(start, place.zone)
            start = wall_clock.tick_at(day, self.cleaned_data["other"], place.zone)
        return start, place, person


class PhoneForm(forms.Form):
    """The caller, and their answer to the safety question."""

    name = forms.CharField(
        label=_("Name they go by"),
        max_length=NAME_LENGTH,
        validators=[names.no_address],
    )
    email = MailFormField(
        label=_("E-mail"),
        required=False,
        help_text=_("Without one, the list of calls tells you what they must be told."),
    )
    phone = PhoneFormField(label=_("Phone"))
    address = forms.CharField(label=_("Address of the visit"), max_length=200)
    postal_code = forms.CharField(label=_("Postal code"), max_length=12)
    floor = forms.CharField(label=_("Floor"), max_length=40, required=False)
    way_in = forms.CharField(label=_("Way in"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of letters"))
    safety = StatementsField(
        label=_("Read out: is any of this true for you right now?")
    )
    opening = forms.CharField(widget=forms.HiddenInput)
    treatment = forms.CharField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    client = forms.UUIDField(required=False, widget=forms.HiddenInput)

    CONTACT = ("name", "email", "phone", "language")
    AT_HOME = ("address", "postal_code", "floor", "way_in")

    def __init__(self, *args, at_home=False, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(code, languages.named(code)) for code in languages.offered()]
        self.fields["language"].choices = offered
        if len(offered) == 1:
            del self.fields["language"]
        if not at_home:
            for name in self.AT_HOME:
                del self.fields[name]

    def clean_phone(self):
        return phones.stored(self.cleaned_data["phone"])

    def contact(self):
        """The caller's contact details."""
        given = self.cleaned_data
        return {n: given[n] for n in (*self.CONTACT, *self.AT_HOME) if n in given}

    def ask_who(self, people):
        """Add the question whether the caller is one of some known people."""
        self.fields["same"] = forms.ChoiceField(
            label=_("We know somebody of this name and e-mail address. Is it them?"),
            choices=[
                *(
                    (str(each.pk), gettext("Yes, {name}").format(name=each.name))
                    for each in people
                ),
                (NOT_KNOWN, gettext("No, somebody else")),
            ],
            widget=forms.RadioSelect,
            required=False,
        )
