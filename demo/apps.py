from importlib import import_module

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The made-up clinic; installed only with DEMO=1."""

    name = "demo"
    verbose_name = "Demo"

    def ready(self):
        import_module("demo.sections").register()
