"""Open an empty clinic: the page behind the one-time address."""

from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from onboarding import opening_link, services
from onboarding.forms import OwnerForm
from web import rate_limit
from web.decorators import personal
from web.posted import posted
from web.public_forms import FORMS_PER_MINUTE


@require_http_methods(["GET", "POST"])
@personal
def open_clinic(request, token):
    """Make the first owner, sign this browser in, and go on to the second step."""
    if not opening_link.works(token):
        return _ended(request)
    form = OwnerForm(posted(request))
    if form.is_bound and _asks_too_often(request):
        form.add_error(None, rate_limit.AT_ONCE)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "onboarding/open.html", {"form": form}, status=status)
    owner = form.save(commit=False)
    try:
        services.open_clinic(
            owner=owner,
            works_alone=form.cleaned_data["works_alone"],
            now=timezone.now(),
        )
    except services.AlreadyOpened:
        return _ended(request)
    login(request, owner)
    return redirect("mfa_activate_totp")


def _asks_too_often(request):
    return rate_limit.asks_too_often(request, "open", FORMS_PER_MINUTE)


def _ended(request):
    return render(request, "onboarding/link_ended.html", status=410)
