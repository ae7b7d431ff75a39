"""Forms with name and e-mail, such as the contact form."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from web import names
from web.emails import MailFormField
from web.public_forms import PublicForm


class SignedForm(PublicForm):
    """A form with the sender's name and e-mail address."""

    email_help: str | Promise = ""  # what the address is for

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        validators=[names.no_address],
        error_messages={"required": _("Enter your name, or one you go by.")},
    )
    email = MailFormField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter your e-mail address.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = str(self.email_help)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class ContactForm(SignedForm):
    """A message to the clinic; health details belong in the intake form."""

    button = _("Send the message")
    email_help = _("We answer there.")

    message = forms.CharField(
        label=_("Message"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Please do not send health details here."),
        error_messages={"required": _("Write your message.")},
    )
