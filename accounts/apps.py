from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Team"

    def ready(self):
        import_module("accounts.sign_in_events")
        import_module("accounts.registrations")
