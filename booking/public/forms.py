"""The forms of the booking flow; every piece of input passes one of them."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from booking import exceptions
from booking.availability.catalogue import Catalogue, Person, Place
from booking.availability.selection import Choice, choose
from booking.engine.ticks import Tick, format_start, instant_of, parse_start, tick_of
from booking.models import Appointment
from clients.contact import folded
from clients.models.clients import NAME_LENGTH
from intake.forms import StatementsField
from web import names, phones
from web.emails import MailFormField, likely_meant
from web.filters import FilterForm
from web.phones import PhoneFormField

YEARS = range(2000, 2100)


def this_century(day: date) -> None:
    """Refuse a day so far away that a week around it has no date."""
    if day.year not in YEARS:
        raise ValidationError(_("Use a day of this century."))


class ChoiceForm(FilterForm):
    """The choice in the URL of a booking page."""

    length = forms.IntegerField(required=False)
    therapist = forms.SlugField(required=False)
    location = forms.SlugField(required=False)
    condition = forms.SlugField(required=False)
    day = forms.DateField(required=False, validators=[this_century])
    days = forms.ChoiceField(required=False, choices=[("7", "week"), ("30", "month")])
    known = forms.BooleanField(required=False)
    postal_code = forms.CharField(required=False, max_length=12)
    anyone = forms.BooleanField(required=False)

    def value(self, name: str, default: Any = None) -> Any:
        """The cleaned value, or the default when it is missing or makes no sense."""
        return self.asked(name) or default


class OpeningField(forms.CharField):
    """A start, a location and a therapist: `2026-11-21T14:15Z/lantern-square/imani`."""

    catalogue: Catalogue

    def clean(self, value: Any) -> tuple[Tick, Place, Person]:
        start, place_slug, therapist_slug = self._parts(super().clean(value))
        place = self.catalogue.place(place_slug)
        person = self.catalogue.person(therapist_slug)
        if place is None or person is None:
            raise ValidationError(
                _("There is no such place or therapist."), code="unknown"
            )
        return start, place, person

    def _parts(self, value: str) -> tuple[Tick, str, str]:
        try:
            start, place, therapist = value.split("/")
            tick = parse_start(start)
        except ValueError as error:
            raise ValidationError(
                _("This is not one of our times."), code="malformed"
            ) from error
        if instant_of(tick).year not in YEARS:
            raise ValidationError(_("This is not one of our times."), code="malformed")
        return tick, place, therapist


class OpeningForm(forms.Form):
    """One of the times on the page."""

    opening = OpeningField(max_length=200)

    def __init__(self, *args: Any, catalogue: Catalogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = catalogue
        opening = self.fields["opening"]
        assert isinstance(opening, OpeningField)
        opening.catalogue = catalogue

    def refusal(self) -> exceptions.Refused:
        """The refusal that explains why the form names no bookable time."""
        if "opening" not in self.data:
            return exceptions.NothingChosen()
        codes = {e.code for errors in self.errors.as_data().values() for e in errors}
        if "unknown" in codes:
            return exceptions.Unknown()
        return exceptions.Malformed() if codes else exceptions.NotOffered()


class HoldForm(OpeningForm):
    """The time that a client picks, with the choice it was offered for."""

    treatment = forms.SlugField()
    length = forms.IntegerField(min_value=5, max_value=480)
    therapist = forms.SlugField(required=False)
    location = forms.SlugField(required=False)
    condition = forms.SlugField(required=False)
    known = forms.BooleanField(required=False)
    postal_code = forms.CharField(required=False, max_length=12)

    def clean_treatment(self) -> str:
        slug = self.cleaned_data["treatment"]
        if slug not in self.catalogue.offers:
            raise ValidationError(_("We do not offer this treatment."), code="unknown")
        return slug

    def choice(self) -> Choice | None:
        """The choice the page was for; None when it is not on offer."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "opening"
        }
        return choose(self.catalogue, **given)

    def choice_so_far(self) -> Choice | None:
        """The choice when only the time is missing, else None."""
        return self.choice() if {*self.errors} <= {"opening"} else None


class DetailsForm(forms.Form):
    """Who comes. Three fields; home visits need three more."""

    ELEVATOR = [("1", _("Yes")), ("0", _("No"))]

    name = forms.CharField(
        label=_("Name you go by"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        validators=[names.no_address],
        error_messages={"required": _("Enter the name you go by.")},
    )
    email = MailFormField(
        label=_("E-mail"),
        help_text=_("We send the confirmation and one link to change or cancel."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your e-mail address.")},
    )
    phone = PhoneFormField(
        label=_("Phone"),
        help_text=_("Only in case something changes on our side."),
        widget=forms.TextInput(
            attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}
        ),
        error_messages={"required": _("Enter a phone number.")},
    )
    address = forms.CharField(
        label=_("Address of the visit"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": _("Enter the address that we should come to.")},
    )
    floor = forms.CharField(
        label=_("Floor"),
        max_length=40,
        error_messages={"required": _("Enter the floor, such as 3 or ground floor.")},
    )
    has_elevator = forms.TypedChoiceField(
        label=_("Is there an elevator?"),
        choices=ELEVATOR,
        coerce=lambda answer: answer == "1",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    way_in = forms.CharField(
        label=_("How do we get in?"),
        help_text=_("Buzzer, gate, or where to park."),
        max_length=200,
        required=False,
    )
    asked_about = forms.CharField(required=False, widget=forms.HiddenInput)

    AT_HOME = ("address", "floor", "has_elevator", "way_in")
    button = _("Continue")

    def __init__(
        self, *args: Any, at_home: bool = False, postal_code: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.postal_code = postal_code if at_home else ""
        if not at_home:
            for name in self.AT_HOME:
                del self.fields[name]
        self.helper = step_helper(str(self.button))

    def clean_email(self) -> str:
        """Ask once about a likely typo; accept the address when it is sent again."""
        email = self.cleaned_data["email"]
        meant = likely_meant(email)
        if meant and self.data.get("asked_about") != email:
            self.data = dict(self.data.items(), asked_about=email)
            raise ValidationError(
                _(
                    "Did you mean {meant}? If {email} is right, press {button} again."
                ).format(meant=meant, email=email, button=self.button)
            )
        return email

    def clean_phone(self) -> str:
        return phones.stored(self.cleaned_data["phone"])

    def contact(self) -> dict[str, Any]:
        """The contact, as it is stored."""
        left_out = {"asked_about": None}
        given = {k: v for k, v in self.cleaned_data.items() if k not in left_out}
        return {**given, "postal_code": self.postal_code}


class ReachForm(DetailsForm):
    """New contact details for a visit; fields left empty stay as they are."""

    button = _("Save")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["name"]
        for field in self.fields.values():
            field.required = False

    def given(self) -> dict[str, Any]:
        """The fields that were filled in, by name."""
        return {
            name: value
            for name, value in self.contact().items()
            if value not in ("", None)
        }


class OtherPersonForm(forms.Form):
    """Who else is coming, when the client already has a visit at that time."""

    name = forms.CharField(
        label=_("Name they go by"),
        max_length=NAME_LENGTH,
        validators=[names.no_address],
        error_messages={"required": _("Enter the name of the person who comes.")},
    )

    def __init__(self, *args: Any, taken: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        self.helper = step_helper(gettext("Continue"))

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if folded(name) == folded(self.taken):
            raise ValidationError(
                _(
                    "This is the same person. Enter another name, or choose another "
                    "time."
                )
            )
        return name


class AreaForm(FilterForm):
    """The postal code of a home visit, asked before any time is held."""

    postal_code = forms.CharField(
        label=_("Postal code of your home"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "inputmode": "numeric"}
        ),
        error_messages={"required": _("Enter the postal code of your home.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = step_helper(gettext("Continue"))
        self.helper.form_method = "get"


def shows(held: Appointment) -> str:
    """What a page shows, to be posted with its form: the appointment and its start."""
    return f"{held.pk}/{format_start(tick_of(held.starts_at))}"


class SafetyForm(forms.Form):
    """The seven statements, with “none of these” first."""

    ticked = StatementsField(
        label=_("Is any of this true for you right now?"),
        help_text=_(
            "Tick everything that fits. Nobody outside your care team sees it."
        ),
        error_messages={"required": _("Tick what fits, or tick “None of these”.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = step_helper(gettext("Continue"))


class CheckForm(forms.Form):
    """The form that books. Returning clients also say whether their health has changed.

    `shows` says what the page showed; nothing else is booked.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    shows = forms.CharField(widget=forms.HiddenInput)
    changed = forms.TypedChoiceField(
        label=_("Has anything about your health changed since your last visit?"),
        choices=[("0", _("Nothing has changed")), ("1", _("Something has changed"))],
        coerce=lambda answer: answer == "1",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one, so that we can keep you safe.")},
    )

    def __init__(
        self,
        *args: Any,
        asks_change: bool = False,
        button: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not asks_change:
            del self.fields["changed"]
        self.helper = step_helper(button or gettext("Book this visit"))


class CancelForm(forms.Form):
    """An optional reason; `shows` is the visit as the page showed it."""

    shows = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Would you like to tell us why?"),
        help_text=_("Please leave out health details."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = step_helper(
            gettext("Cancel this visit"), css_class="button--alarm"
        )


# The form's id, by which buttons outside it submit it.
STEP_FORM = "step"


def step_helper(button: str, css_class: str = "") -> FormHelper:
    """How the forms of the flow are laid out: our fields, one button."""
    helper = FormHelper()
    helper.form_id = STEP_FORM
    helper.attrs = {"novalidate": ""}
    submit = Submit("go", button)
    submit.field_classes = f"button {css_class}".strip()
    helper.add_input(submit)
    return helper
