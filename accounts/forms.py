"""The forms of the sign-in pages, in the clinic's words."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FROM_THE_MAIL = gettext_lazy(
    "You find it in the mail. Capital and small letters both work."
)
FROM_THE_APP = gettext_lazy(
    "Six digits from your authenticator app, or one of your recovery codes."
)


def _word(field, label, hint="", missing=""):
    """Give a field of allauth our label and hint, in place of its placeholder."""
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing or _("Enter the code.")
    field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):
    """The address of an account, to send a code to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(
            self.fields["login"],
            _("Your work e-mail"),
            missing=_("Enter your e-mail address."),
        )


class SignInCodeForm(account.ConfirmLoginCodeForm):
    """The code that was sent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], _("Code"), FROM_THE_MAIL)


class AddressForm(account.AddEmailForm):
    """A new address for one's own account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(
            self.fields["email"],
            _("New e-mail address"),
            _("We send a code there. Until you have entered it, nothing changes."),
            missing=_("Enter your new address."),
        )


class AddressCodeForm(account.ConfirmEmailVerificationCodeForm):
    """The code that proves the new address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], _("Code"), FROM_THE_MAIL)


class SecondFactorForm(mfa.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], _("Code"), FROM_THE_APP)


class OnceMoreForm(mfa.ReauthenticateForm):
    """The second factor once more, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self.fields["code"], _("Code"), FROM_THE_APP)


class AppForm(totp.ActivateTOTPForm):
    """The first code of an authenticator app."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(
            self.fields["code"], _("Code"), _("The six digits that the app shows now.")
        )


class PasskeyForm(webauthn.AddWebAuthnForm):
    """A passkey of this device; the browser fills in the rest."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this device")
        self.fields["name"].help_text = _("So that you know it again in the list.")
        self.fields["name"].widget.attrs["maxlength"] = 60


class PasskeyNameForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _word(self.fields["name"], _("Name of this device"), missing=_("Enter a name."))
        self.fields["name"].max_length = 60
