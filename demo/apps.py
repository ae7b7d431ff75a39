from importlib import import_module

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The made-up clinic; installed with DEMO=1 alone."""

    name = "demo"
    verbose_name = "Demo"

    def ready(self):
        import_module("demo.sections").register()
