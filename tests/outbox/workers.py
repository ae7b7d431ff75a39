"""Real workers, as processes of their own, on the database of the tests."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from outbox import delivery
from tests.booking.server import database_url

# As `manage.py worker`, with a lease of so many seconds.
WORKER = """
import sys
from datetime import timedelta

import django
django.setup()
from django.core.management import call_command
from outbox import delivery

delivery.LEASE = timedelta(seconds=float(sys.argv[1]))
call_command("worker", every=0.1)
"""


@contextmanager
def running(count, mail_port, lease=delivery.LEASE):
    """Start workers that send to a mail server on a port; yields their processes."""
    connection.close()
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "MAIL_TRANSPORT": "outbox.transports.SMTPBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_port),
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "-c", WORKER, str(lease.total_seconds())]
    workers = [
        subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)
        for _ in range(count)
    ]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def until(holds, seconds=120):
    """Wait until something holds; fails when it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "It did not happen in time."
        time.sleep(0.05)
