"""The mail check, for owners: send a letter, type in its code."""

from functools import wraps

from django.contrib import messages as flash
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.auth import permission_denied

from accounts.roles import Role
from onboarding import mail_check as mail
from onboarding import services
from onboarding.forms import CodeForm
from onboarding.models import Setup
from web import rate_limit
from web.decorators import personal
from web.posted import posted
from web.public_forms import FORMS_PER_MINUTE

WRONG_CODE = _("This is not the code of the last letter, or it is older than an hour.")


def for_owners(view):
    """Let only owners in."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if Role.OWNER not in request.user.role_names:
            return permission_denied(request)
        return view(request, *args, **kwargs)

    return personal(wrapped)


@require_http_methods(["GET", "POST"])
@for_owners
def mail_check(request):
    """Show how far the mail check is, and take the code of the letter."""
    setup = get_object_or_404(Setup)
    form = CodeForm(posted(request))
    if form.is_bound and _asks_too_often(request, "mail code"):
        form.add_error(None, rate_limit.AT_ONCE)
    if form.is_valid():
        code, now = form.cleaned_data["code"], timezone.now()
        if services.prove_mail(setup=setup, code=code, now=now):
            flash.success(request, _("Mail arrives. Letters that waited leave now."))
            return redirect("mail_check")
        form.add_error("code", WRONG_CODE)
    return _page(request, setup, form)


@require_POST
@for_owners
def send_letter(request):
    """Send the test letter to the owner who asks for it."""
    setup, form = get_object_or_404(Setup), CodeForm()
    if _asks_too_often(request, "test letter"):
        flash.error(request, rate_limit.AT_ONCE)
        return redirect("mail_check")
    to, now = request.user.email, timezone.now()
    trouble = mail.send_letter(setup=setup, to=to, now=now)
    if trouble:
        return _page(request, setup, form, trouble)
    words = _("The letter has left for {address}.")
    flash.success(request, words.format(address=to))
    return redirect("mail_check")


def _asks_too_often(request, what):
    return rate_limit.asks_too_often(request, what, FORMS_PER_MINUTE)


def _page(request, setup, form, trouble=None):
    context = {"setup": setup, "form": form, "trouble": trouble}
    return render(request, "onboarding/staff/mail_check.html", context)
