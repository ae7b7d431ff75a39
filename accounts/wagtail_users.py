"""Wagtail's app for accounts, with our own forms."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffAccountsConfig(WagtailUsersAppConfig):
    """Listed in INSTALLED_APPS in place of `wagtail.users`."""

    user_viewset = "accounts.viewsets.UserViewSet"
    group_viewset = "accounts.viewsets.RoleViewSet"
