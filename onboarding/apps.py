from importlib import import_module

from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "onboarding"
    verbose_name = "Opening a clinic"

    def ready(self):
        import_module("onboarding.registrations")
