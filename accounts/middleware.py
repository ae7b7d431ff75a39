"""Middleware of the staff side: session limits, roles, second factor, exports."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages as flash
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import audit_log, services, sessions
from accounts.models import LogEntry

ADMIN = "/admin/"
ADMIN_LOGOUT = "/admin/logout/"
STAFF = (ADMIN, "/accounts/", "/_util/")


class StaffSession:
    """Ends staff sessions after a while, and tells their browsers.

    Public pages are left alone: signing in makes no difference there.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_cookie and request.path.startswith(STAFF):
            _end_or_go_on(request)
        response = self.get_response(request)
        if request.path.startswith(STAFF):
            response.headers.setdefault("Cache-Control", "no-store")
        if getattr(request, "is_signing_out", False):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _end_or_go_on(request):
    if not request.user.is_authenticated:
        return
    now = timezone.now()
    if sessions.left(request.session, now).is_over:
        logout(request)
        # Typed text that the tab has saved must outlive this; see static/js/session.js.
        request.is_signing_out = False
        flash.info(
            request, _("You were signed out, to be safe. Nothing else happened.")
        )
    elif sessions.is_use(request):
        sessions.note_use(request.session, now)


class LogExports:
    """Logs every file exported from the admin, such as a list as a spreadsheet."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        as_file = "attachment" in response.headers.get("Content-Disposition", "")
        if as_file and request.path.startswith(ADMIN):
            audit_log.note(
                kind=LogEntry.Kind.EXPORT,
                actor=request.user,
                now=timezone.now(),
                path=request.path,
            )
        return response


class OnlyRoles:
    """Keeps users without a role, superusers included, out of the admin."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not _enters(request) or request.user.role_names:
            return None
        return render(request, "account/no_role.html", status=403)


class SecondFactor:
    """Lets staff into the admin only with a session made with a second factor.

    Having set one up is not enough: this session must have used it, and new recovery
    codes must have been seen and kept. The demo needs none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.DEMO or not _enters(request):
            return None
        factors = list(Authenticator.objects.filter(user=request.user))
        if not factors:
            return _ask("mfa_activate_totp", request)
        methods = {
            record["method"]
            for record in get_authentication_records(request, request.user)
        }
        if "mfa" not in methods:
            flash.info(
                request, _("A code that you have just used does not work twice.")
            )
            return _ask("mfa_reauthenticate", request)
        if any(_are_new_codes(factor) for factor in factors):
            return _ask("mfa_view_recovery_codes", request)
        return None


def _enters(request):
    """Whether a signed-in user asks for an admin page other than signing out.

    Wagtail sends everyone else to the sign-in page.
    """
    if not request.path.startswith(ADMIN) or request.path == ADMIN_LOGOUT:
        return False
    return request.user.is_authenticated


def _are_new_codes(factor):
    """Whether a factor is recovery codes that nobody has seen, or said to have kept."""
    is_codes = factor.type == Authenticator.Type.RECOVERY_CODES
    return is_codes and (services.UNKEPT in factor.data or not factor.wrap().did_view)


def _ask(url_name, request):
    return redirect(f"{reverse(url_name)}?{urlencode({'next': request.path})}")
