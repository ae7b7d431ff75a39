"""The worker: one process that delivers mails and runs timed jobs."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from clinic import startup
from clinic.shared_time import shared_now
from outbox import delivery, jobs


class Command(BaseCommand):
    """Between two mails it checks for due jobs and for a signal to stop.

    The time is read anew for each mail, and from the database, so that a machine with a
    wrong clock neither ends live holds nor claims mails that another worker has.
    """

    help = "Deliver what is due and run timed work, until stopped; --once for cron."

    # Tests pass a clock other than the database's.
    stealth_options = ("clock",)

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="one round, then end")
        parser.add_argument(
            "--every", type=float, default=1, help="seconds between rounds"
        )

    def handle(self, *, once, every, clock=shared_now, **options):
        stopping = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stopping.set())
        while not stopping.is_set():
            startup.verify()
            if self._step(clock):
                continue
            if once:
                break
            stopping.wait(every)

    def _step(self, clock):
        """Run due jobs and deliver one message; False when there was none."""
        close_old_connections()
        try:
            jobs.run_due(clock())
            return delivery.deliver_next(clock())
        except DatabaseError as error:
            self.stderr.write(f"The database does not answer: {error}")
            return False
