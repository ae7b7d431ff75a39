"""The forms for proving a mailbox."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from web.emails import MailFormField
from web.posted import local_path


def one_button(label: str) -> FormHelper:
    """How these forms are laid out: our fields, one button."""
    helper = FormHelper()
    helper.attrs = {"novalidate": ""}
    submit = Submit("go", label)
    submit.field_classes = "button"
    helper.add_input(submit)
    return helper


class AddressForm(forms.Form):
    """Which address to prove, and which page to show afterwards."""

    email = MailFormField(
        label=_("E-mail"),
        help_text=_("The one you booked with."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your e-mail address.")},
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_button(gettext("Send me a code"))

    def clean_next(self) -> str:
        return local_path(self.cleaned_data["next"])


class CodeForm(forms.Form):
    """The code that came by e-mail."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric"}
        ),
        error_messages={"required": _("Enter the six digits from the e-mail.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_button(gettext("Continue"))

    def clean_code(self) -> str:
        return self.cleaned_data["code"].replace(" ", "")
