from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OnboardingConfig(AppConfig):
    name = "onboarding"
    verbose_name = _("Opening a clinic")

    def ready(self):
        import_module("onboarding.registrations")
