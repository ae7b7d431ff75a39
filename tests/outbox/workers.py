"""Real workers, as processes of their own, on the database of the tests."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from tests.booking.server import database_url


@contextmanager
def running(count, mail_port):
    """Start workers that send to a mail server on a port; yields their processes."""
    connection.close()
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "MAIL_TRANSPORT": "outbox.transports.SMTPBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_port),
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "manage.py", "worker", "--every", "0.1"]
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
