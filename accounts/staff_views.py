"""Pages for owners: remove a lost second factor, withdraw a waiting role."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages as flash
from django.contrib.auth.models import Group
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.auth import permission_denied

from accounts import roles, services
from accounts.models import ReadingGrant, RoleGrant, User
from accounts.roles import Role
from web.decorators import personal
from web.posted import posted

WAITS = _(
    "It begins in a day, since nobody else could be told. Until then it can be changed "
    "back here."
)

once_more = reauthentication_required(app="allauth.mfa")


class LostPhoneForm(forms.Form):
    """How the owner has made sure that the request is genuine."""

    reason = forms.CharField(
        label=_("How do you know that it is them?"),
        max_length=200,
        help_text=_("For example: “She stands beside me.” It is logged."),
    )


def for_owners(view):
    """Let only owners in, after they have used their second factor again."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if Role.OWNER not in request.user.role_names:
            return permission_denied(request)
        return once_more(view)(request, *args, **kwargs)

    return personal(wrapped)


@require_http_methods(["GET", "POST"])
@for_owners
def lost_phone(request, uid):
    """Remove a user's second factor, so that they can set up another."""
    user = get_object_or_404(User, uid=uid)
    form = LostPhoneForm(posted(request))
    if user != request.user and form.is_valid():
        reason = form.cleaned_data["reason"]
        services.forget_factors(
            user=user, by=request.user, now=timezone.now(), reason=reason
        )
        words = _("{person} can sign in and set up a new phone now.")
        flash.success(request, words.format(person=user))
        return redirect("wagtailusers_users:edit", user.pk)
    context = {
        "person": user,
        "form": form,
        "has_factor": Authenticator.objects.filter(user=user).exists(),
        "is_oneself": user == request.user,
    }
    return render(request, "accounts/staff/lost_phone.html", context)


class HealthReadingForm(forms.Form):
    """How far a role reads health answers."""

    permission = forms.ChoiceField(
        label=_("People with this role may read"),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        readings = services.health_permissions()
        self.fields["permission"].choices = [
            ("", gettext("No health answers")),
            *((each.codename, gettext(each.name)) for each in readings),
        ]


@require_http_methods(["GET", "POST"])
@for_owners
def health_reading(request, group_id):
    """How far a role reads health answers; a second person hears of every change."""
    group = get_object_or_404(Group, pk=group_id)
    now_given = services.health_reading(group)
    initial = {"permission": now_given.codename if now_given else ""}
    form = HealthReadingForm(posted(request), initial=initial)
    if form.is_valid():
        permission, now = form.cleaned_data["permission"], timezone.now()
        waits = services.set_health_reading(
            group=group, permission=permission, by=request.user, now=now
        )
        flash.success(request, WAITS if waits else _("It is changed, and logged."))
        return redirect("wagtailusers_groups:edit", group.pk)
    waiting = ReadingGrant.objects.filter(group=group).first()
    context = {
        "group": group,
        "role": roles.in_words(group.name),
        "form": form,
        "waiting": waiting,
        "waiting_for": gettext(waiting.permission.name) if waiting else "",
    }
    return render(request, "accounts/staff/health_reading.html", context)


@require_POST
@for_owners
def withdraw(request, grant_id):
    """Take back a role that waits."""
    grant = RoleGrant.objects.filter(pk=grant_id).first()
    if grant is None:
        flash.info(request, _("This role no longer waits."))
        return redirect("wagtailusers_users:index")
    services.withdraw(grant=grant, by=request.user, now=timezone.now())
    words = _("Withdrawn: {person} does not become {role}.")
    flash.success(request, words.format(person=grant.user, role=grant.role))
    return redirect("wagtailusers_users:edit", grant.user_id)
