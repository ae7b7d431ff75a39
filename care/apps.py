from importlib import import_module

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "care"
    verbose_name = "Care vocabulary"

    def ready(self):
        import_module("care.registrations")
