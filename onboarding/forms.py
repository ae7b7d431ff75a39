"""The forms of opening a clinic."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from web.emails import MailFormField


class OwnerForm(forms.ModelForm):
    """Who the first owner is."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=40,
        error_messages={"required": _("Enter your first name.")},
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=40,
        error_messages={"required": _("Enter your last name.")},
    )
    email = MailFormField(
        label=_("Your e-mail address"),
        error_messages={"required": _("Enter your e-mail address.")},
        help_text=_("You sign in with it, and the clinic’s notices go there."),
    )
    works_alone = forms.BooleanField(
        label=_("I work alone"),
        required=False,
        help_text=_(
            "Then you are also the therapist and the clinical lead. You can "
            "still let others in later."
        ),
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email"]

    def clean_email(self):
        """Refuse the address of an account, such as a superuser without a role."""
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(gettext("An account has this address already."))
        return email


class CodeForm(forms.Form):
    """The code that stands in the test letter."""

    code = forms.RegexField(
        r"^\d{6}$",
        label=_("The code in the letter"),
        help_text=_("Six digits."),
        error_messages={
            "required": _("Enter the code."),
            "invalid": _("The code has six digits."),
        },
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )
