"""Two guards around the Wagtail admin: its content policy, and the second factor."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages as flash
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

ADMIN = "/admin/"

# Wagtail's editor runs inline scripts and styles; nothing else on the site may.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


class AdminPolicy:
    """Sends the content security policy of pages under /admin/."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(ADMIN):
            response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY)
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class SecondFactor:
    """Lets staff into the admin only with a session made with a second factor.

    Having set one up is not enough: this very session must have used it. The demo
    does without.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.DEMO or not request.path.startswith(ADMIN):
            return None
        if not request.user.is_authenticated:
            return None  # Wagtail sends them to the sign-in page
        if not is_mfa_enabled(request.user):
            return _ask("mfa_activate_totp", request)
        methods = {
            record["method"]
            for record in get_authentication_records(request, request.user)
        }
        if "mfa" not in methods:
            flash.info(request, "A code that you have just used does not work twice.")
            return _ask("mfa_reauthenticate", request)
        return None


def _ask(url_name, request):
    return redirect(f"{reverse(url_name)}?{urlencode({'next': request.path})}")
