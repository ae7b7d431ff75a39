"""What accounts add to the Wagtail admin."""

from django.contrib import messages as flash
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from accounts import sessions, staff_views
from accounts.models import ReadingGrant, RoleGrant, User
from accounts.panels import HealthReadingPanel
from accounts.roles import Role


class WaitingRolesPanel(Component):
    """What waits for a day, on the home page of every owner."""

    name = "waiting_roles"
    order = 5
    template_name = "accounts/staff/waiting_roles.html"

    def get_context_data(self, parent_context):
        return {
            "grants": RoleGrant.objects.select_related("user", "given_by"),
            "readings": ReadingGrant.objects.select_related(
                "group", "permission", "given_by"
            ),
        }


@hooks.register("register_admin_urls")
def team_urls():
    return [
        path("team/<uuid:uid>/lost-phone/", staff_views.lost_phone, name="team_phone"),
        path(
            "team/waiting/<uuid:grant_id>/withdraw/",
            staff_views.withdraw,
            name="team_withdraw",
        ),
        path(
            "team/roles/<int:group_id>/health/",
            staff_views.health_reading,
            name="team_health",
        ),
    ]


@hooks.register("construct_homepage_panels")
def waiting_roles_panel(request, panels):
    if Role.OWNER not in request.user.role_names:
        return
    if RoleGrant.objects.exists() or ReadingGrant.objects.exists():
        panels.insert(0, WaitingRolesPanel())


@hooks.register("register_group_permission_panel")
def health_reading_panel():
    return HealthReadingPanel


@hooks.register("register_account_menu_item")
def how_you_sign_in(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("How you sign in"),
        "help_text": _("Your address, authenticator app, passkeys and recovery codes."),
    }


@hooks.register("before_bulk_action")
def accounts_one_by_one(request, action_type, objects, action):
    """Refuse bulk actions on accounts, which would bypass the rules for each."""
    if action.model is not User:
        return None
    flash.error(request, _("Open each account to change it."))
    return redirect("wagtailadmin_home")


@hooks.register("insert_global_admin_js")
def watch_the_session():
    return sessions.script()
