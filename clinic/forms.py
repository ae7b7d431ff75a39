"""The contact form."""

from django import forms

from clinic import names
from clinic.guarded import GuardedForm


class ContactForm(GuardedForm):
    """A message to the clinic; health details belong into the health form."""

    button = "Send the message"

    name = forms.CharField(
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        validators=[names.no_address],
        error_messages={"required": "Enter the name you go by."},
    )
    email = forms.EmailField(
        label="E-mail",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We answer there.",
        error_messages={"required": "Enter your e-mail address."},
    )
    message = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Please do not send health details here.",
        error_messages={"required": "Write your message."},
    )
