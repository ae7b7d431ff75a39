from importlib import import_module

from django.apps import AppConfig


class TherapistsConfig(AppConfig):
    name = "therapists"
    verbose_name = "Therapists"

    def ready(self):
        import_module("therapists.registrations")
