"""Small views around signing in: time left, codes kept, the return to a first tab."""

from django.conf import settings
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from accounts import services, sessions
from web.decorators import personal


def nowhere(request):
    """A URL that allauth wants to exist: nobody signs up here."""
    raise Http404


@require_http_methods(["GET", "POST"])
@personal
def session(request):
    """Tell the script on staff pages how long this session lasts; a POST counts as use.

    A GET is not use. After signing in again the page needs the new CSRF token, and must
    know that it is the same person.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"signed_in": False})
    now = timezone.now()
    if request.method == "POST":
        sessions.note_use(request.session, now)
    left = sessions.left(request.session, now)
    return JsonResponse(
        {
            "signed_in": True,
            "who": str(request.user.uid),
            "form_key": get_token(request),
            "unused": left.unused.total_seconds(),
            "whole": left.whole.total_seconds(),
            "warn": settings.SIGNED_IN_WARNING.total_seconds(),
        }
    )


@require_POST
@personal
def keep_codes(request):
    """Note that the recovery codes are in a safe place, and let their owner in."""
    services.note_kept_codes(request.user)
    return redirect("wagtailadmin_home")


@require_GET
@personal
def back(request):
    """Confirm signing in again in a second tab; the first tab goes on by itself."""
    return render(request, "account/back.html")
