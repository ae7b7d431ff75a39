"""Django forms made from the pages of an intake form."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from phonenumber_field.phonenumber import PhoneNumber

from clients.models.clients import NAME_LENGTH
from intake.safety_check import STATEMENTS
from intake.schema import NONE, Kind
from locations import clock, formatting
from web import names, phones
from web.emails import MailFormField
from web.phones import PhoneFormField

OLDEST = 120
PARTS = ("month", "day", "year")
LABELS = {
    "month": gettext_lazy("Month"),
    "day": gettext_lazy("Day"),
    "year": gettext_lazy("Year"),
}
EXAMPLE = {"month": "3", "day": "27", "year": "1984"}


def _example():
    """A date of birth as it is typed here: 27 3 1984."""
    return " ".join(EXAMPLE[part] for part in formatting.order_of_a_date())


class BirthdayWidget(forms.MultiWidget):
    """Month, day and year, shown in the order in which dates are written here."""

    template_name = "intake/birthday_widget.html"

    def __init__(self, attrs=None):
        parts = [
            forms.TextInput({"autocomplete": f"bday-{part}", "inputmode": "numeric"})
            for part in PARTS
        ]
        super().__init__(parts, attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        boxes = dict(zip(PARTS, context["widget"]["subwidgets"], strict=True))
        order = formatting.order_of_a_date()
        context["boxes"] = [(LABELS[part], boxes[part]) for part in order]
        return context

    def decompress(self, value):
        if not value:
            return [None, None, None]
        year, month, day = value.split("-")
        return [month, day, year]


class BirthdayField(forms.MultiValueField):
    """A date of birth; cleaned to YYYY-MM-DD."""

    widget = BirthdayWidget

    def __init__(self, **kwargs):
        fields = [forms.IntegerField(), forms.IntegerField(), forms.IntegerField()]
        super().__init__(fields, **kwargs)

    def compress(self, values):
        if not values:
            return ""
        month, day, year = values
        try:
            born = date(year, month, day)
        except (ValueError, OverflowError) as error:
            raise ValidationError(
                _("Enter a real date, such as {example}.").format(example=_example())
            ) from error
        today = clock.today(timezone.now())
        if not today.year - OLDEST <= born.year or born > today:
            raise ValidationError(
                _("Enter your own date of birth, such as {example}.").format(
                    example=_example()
                )
            )
        return born.isoformat()


class NoneOrSomeField(forms.MultipleChoiceField):
    """Checkboxes in which “none of these” excludes the rest."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        ticked = super().clean(value)
        if NONE in ticked and len(ticked) > 1:
            raise ValidationError(
                _("You ticked “none” and something else. Untick one of them.")
            )
        return ticked


class StatementsField(NoneOrSomeField):
    """The safety check; gives the keys of the statements that are true."""

    def __init__(self, **kwargs):
        super().__init__(choices=_statements, **kwargs)

    def clean(self, value):
        return [key for key in super().clean(value) if key != NONE]


def _statements():
    """The choices of the safety check, worded for its reader."""
    return [(NONE, _("None of these")), *((each.key, each.text) for each in STATEMENTS)]


class PageForm(forms.Form):
    """One page of an intake form, filled with what was answered before."""

    def __init__(self, *args, page, answers, known, **kwargs):
        initial = {**answers, **_contact(page, known)}
        super().__init__(*args, initial=initial, **kwargs)
        for question in page.asked(answers):
            self.fields[question.key] = FIELDS[question.kind](question)
            self.fields[question.key].disabled = question.fixed
            if question.contact == "name":
                field = self.fields[question.key]
                field.validators += [names.no_address, MaxLengthValidator(NAME_LENGTH)]
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": ""}
        self.helper.add_input(Submit("go", _("Save and continue"), css_class="button"))

    def answers(self):
        """What was answered, as it is stored."""
        return {
            key: phones.stored(value) if isinstance(value, PhoneNumber) else value
            for key, value in self.cleaned_data.items()
        }


def _contact(page, known):
    fields = {q.key: getattr(known, q.contact) for q in page.questions if q.contact}
    return {
        key: phones.in_words(value) if isinstance(value, PhoneNumber) else value
        for key, value in fields.items()
    }


def _common(question, missing):
    return {
        "label": question.label,
        "help_text": question.hint,
        "required": question.required,
        "error_messages": {"required": missing},
    }


def _attrs(question, **attrs):
    if question.autocomplete:
        attrs["autocomplete"] = question.autocomplete
    return attrs


def _line(question):
    return forms.CharField(
        max_length=200,
        widget=forms.TextInput(_attrs(question)),
        **_common(question, _("Fill this in to go on.")),
    )


def _text(question):
    return forms.CharField(
        max_length=2000,
        widget=forms.Textarea(_attrs(question, rows=3)),
        **_common(question, _("Fill this in to go on.")),
    )


def _email(question):
    return MailFormField(
        widget=forms.EmailInput(_attrs(question)),
        **_common(question, _("Enter your e-mail address.")),
    )


def _phone(question):
    return PhoneFormField(
        widget=forms.TextInput(_attrs(question, type="tel", inputmode="tel")),
        **_common(question, _("Enter a phone number.")),
    )


def _birthday(question):
    given = _common(question, _("Enter day, month and year of your birth."))
    example = _("For example {example}.").format(example=_example())
    return BirthdayField(**given | {"help_text": f"{example} {question.hint}".strip()})


def _choice(question):
    choices = list(question.labels.items())
    return forms.ChoiceField(
        choices=choices,
        widget=forms.RadioSelect,
        **_common(question, _("Choose one to go on.")),
    )


def _choices(question):
    grouped = {}
    for choice in question.choices:
        grouped.setdefault(choice.group, []).append((choice.key, choice.label))
    none = [(NONE, question.none)] if question.none else []
    if list(grouped) == [""]:
        choices = none + grouped[""]
    else:
        choices = none + list(grouped.items())
    if question.none:
        missing = _("Tick what fits, or tick “{none}”.").format(none=question.none)
    else:
        missing = _("Tick what fits.")
    return NoneOrSomeField(choices=choices, **_common(question, missing))


def _scale(question):
    return forms.TypedChoiceField(
        choices=[(n, str(n)) for n in range(11)],
        coerce=int,
        widget=forms.RadioSelect({"class": "scale"}),
        **_common(question, _("Choose a number from 0 to 10.")),
    )


def _number(question):
    missing = _("Enter a number up to {most}.").format(most=question.most)
    return forms.IntegerField(
        min_value=question.least,
        max_value=question.most,
        widget=forms.TextInput(_attrs(question, inputmode="numeric")),
        **_common(question, missing),
    )


def _agree(question):
    missing = _("To go on, tick: {label}").format(label=question.label)
    return forms.BooleanField(**_common(question, missing))


FIELDS = {
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.BIRTHDAY: _birthday,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.SCALE: _scale,
    Kind.NUMBER: _number,
    Kind.RED_FLAGS: _choices,
    Kind.AGREE: _agree,
}
