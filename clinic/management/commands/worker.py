"""One process for everything that is not a page: mails, and timed work."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from clinic import startup
from outbox import delivery, jobs


class Command(BaseCommand):
    help = "Deliver what is due and run timed work, until stopped; --once for cron."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="one round, then end")
        parser.add_argument(
            "--every", type=float, default=1, help="seconds between rounds"
        )

    def handle(self, *, once, every, **options):
        stopping = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopping.set())
        while not stopping.is_set():
            startup.verify()
            tried = self._round()
            if once:
                break
            if not tried:
                stopping.wait(every)

    def _round(self):
        """Deliver and run what is due; returns how many messages were tried."""
        close_old_connections()
        try:
            jobs.run_due(timezone.now())
            return delivery.deliver_due(timezone.now())
        except DatabaseError as error:
            self.stderr.write(f"The database does not answer: {error}")
            return 0
