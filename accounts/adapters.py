"""Adapt allauth: staff only, codes instead of passwords, our own words."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import message_kinds as letters
from accounts import services
from locations import site_context

# The messages that allauth may show; all others are dropped.
SAID = {
    "account/messages/email_confirmed.txt": _("{email} is your address from now on."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app is set up."),
    "mfa/messages/totp_deactivated.txt": _("Your authenticator app was removed."),
    "mfa/messages/webauthn_added.txt": _("Your passkey was added."),
    "mfa/messages/webauthn_removed.txt": _("Your passkey was removed."),
}

WRONG_CODE = _("This code does not fit. Check it, or ask for a new one.")
WRONG_APP_CODE = _("This code does not fit. Check it, or wait for the next one.")
TOO_MANY = _("That was a lot at once. Please wait five minutes, then try again.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the owner in the admin, never by visitors.

    allauth sends only the two mails with codes. Everything else that happens to an
    account is announced by `accounts.sign_in_events`.
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "invalid_login": _("Enter an e-mail address, such as you@example.com."),
        "duplicate_email": _("This is your address already."),
        "email_taken": _("Somebody else signs in with this address."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        """The code that was just entered has proven the address of the account."""
        services.keep_address(user)
        return super().pre_login(request, user, **kwargs)

    def send_mail(self, template_prefix, email, context):
        """Send a code. For an unknown address nothing is sent, in the same time."""
        now = timezone.now()
        if template_prefix == "account/email/login_code":
            letters.send_sign_in_code(to=email, code=context["code"], now=now)
        elif template_prefix == "account/email/unknown_account":
            letters.send_nothing(to=email, code=self.generate_login_code(), now=now)
        elif template_prefix.startswith("account/email/email_confirmation"):
            letters.send_address_code(
                to=email, user=context["user"], code=context["code"], now=now
            )

    def add_message(
        self,
        request,
        level,
        message_template=None,
        message_context=None,
        extra_tags="",
        message=None,
    ):
        """Show the message in the clinic's words, or drop it."""
        words = message or SAID.get(message_template, "")
        if words:
            words = words.format(**(message_context or {}))
            super().add_message(request, level, message=words, extra_tags=extra_tags)

    def get_email_verification_redirect_url(self, email_address):
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user):
        """The ways to use the second factor again, named as on our pages."""
        names = {
            "mfa_reauthenticate": gettext("Use a code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey"),
        }
        return [
            {**method, "description": names[method["id"]]}
            for method in super().get_reauthentication_methods(user)
        ]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps and passkeys show the clinic's name."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_APP_CODE,
    }

    def get_totp_issuer(self):
        return site_context.current().clinic.name

    def get_public_key_credential_rp_entity(self):
        entity = super().get_public_key_credential_rp_entity()
        return {**entity, "name": site_context.current().clinic.name}

    def generate_authenticator_name(self, user, type):
        return gettext("My device")
