from importlib import import_module

from django.apps import AppConfig


class LocationsConfig(AppConfig):
    name = "locations"
    verbose_name = "Locations"

    def ready(self):
        import_module("locations.registrations")
