"""Prepare the database before the site opens, all in one process."""

import gc

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from clinic.serve import TABLES_ARE_READY

# Migrations make and drop thousands of classes, and every full garbage collection walks
# all that stay; fewer collections save a seventh of the time, for 80 MB.
ALLOCATIONS = 100_000


class Command(BaseCommand):
    help = "Migrate, write the roles and, with DEMO=1, load the demo. Safe to repeat."

    def handle(self, **options):
        gc.freeze()
        gc.set_threshold(ALLOCATIONS, 20, 20)
        call_command("migrate", verbosity=0)
        call_command("roles", stdout=self.stdout)
        self._say(TABLES_ARE_READY)
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)

    def _say(self, words):
        self.stdout.write(words)
        self.stdout.flush()
