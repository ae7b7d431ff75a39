from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Team")

    def ready(self):
        import_module("accounts.sign_in_events")
        import_module("accounts.registrations")
