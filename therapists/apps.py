from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TherapistsConfig(AppConfig):
    name = "therapists"
    verbose_name = _("Therapists")

    def ready(self):
        import_module("therapists.registrations")
