"""Load or remove the demo clinic."""

from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand
from django.utils import timezone

from booking.services import schedule_change
from clients import canaries
from content.models import HomePage
from demo.loader import (
    brand,
    offers,
    pages,
    people,
    pictures,
    places,
    removal,
    spanish_pages,
    spanish_rows,
    visits,
    vocabulary,
)


class Command(BaseCommand):
    help = "Load the demo clinic, with dates relative to today. Safe to run again."
    # The demo is removed on the real site, where the checks refuse DEMO=1.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--remove", action="store_true", help="remove all demo data"
        )

        parser.add_argument(
            "--pictures",
            action="store_true",
            help="render the pictures of every page, so that no visitor waits",
        )

    def handle(self, *, remove, **options):
        if options["pictures"]:
            pages.open_each_once()
        elif remove:
            self.stdout.write(removal.remove())
        elif HomePage.objects.exists():
            self.stdout.write("The demo clinic is here already.")
        else:
            self._load()

    def _load(self):
        # Health data is encrypted below, so the key must have its canary by then.
        canaries.verify()
        now = timezone.now()
        today = now.astimezone(ZoneInfo("America/New_York")).date()
        vocabulary.load()
        with schedule_change():
            places.load(today)
            people.load(today)
            offers.load()
        brand.load()
        pages.load(today, now)
        with schedule_change():
            spanish_rows.load()
        spanish_pages.load()
        booked = visits.load(today, now)
        pictures.forget_drawings()
        self.stdout.write(f"The demo clinic is ready, with {booked} visits.")
