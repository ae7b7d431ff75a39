"""What onboarding adds to the Wagtail admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.roles import Role
from onboarding import staff_views
from onboarding.steps import progress, views
from onboarding.steps.panels import Checklist


class OwnersMenuItem(MenuItem):
    """Shown to owners, who alone may change the clinic's details."""

    def is_shown(self, request):
        return request.user.has_perm("locations.change_clinicdetails")


@hooks.register("register_admin_urls")
def set_up_urls():
    return [
        path("open/", views.overview, name="open_clinic_overview"),
        path("open/<slug:key>/", views.step, name="open_clinic_step"),
        path("mail-check/", staff_views.mail_check, name="mail_check"),
        path("mail-check/send/", staff_views.send_letter, name="mail_check_send"),
    ]


@hooks.register("register_settings_menu_item")
def set_up_menu_item():
    address = reverse("open_clinic_overview")
    return OwnersMenuItem(_("Open your clinic"), address, icon_name="home", order=10)


@hooks.register("construct_homepage_panels")
def checklist(request, panels):
    if Role.OWNER in request.user.role_names:
        found = progress.read()
        if not found.is_bookable:
            panels.insert(0, Checklist(found))
