from importlib import import_module

from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "booking"
    verbose_name = "Booking"

    def ready(self):
        import_module("booking.checks")
        import_module("booking.registrations")
