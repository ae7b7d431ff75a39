"""A clinic as a newcomer starts it, the demo or an empty one, with its worker."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

from tests import demo_clinic
from tests.booking.server import wait_for

ROOT = Path(__file__).parent.parent.parent

# All browsers come from one network, with few addresses.
NO_LIMITS = (
    "open_visits_per_browser = 1000, unproven_visits_per_contact = 1000, "
    "bookings_per_network = 1000"
)
TRIED_BY_ONE_MACHINE = {
    "MAIL_TRANSPORT": "django.core.mail.backends.filebased.EmailBackend",
    "HOLDS_PER_ADDRESS": "1000",
    "POSTS_PER_MINUTE": "1000",
    "LOG_LEVEL": "ERROR",
}
# Keeps Chromium from calling home, which a closed network answers with noise.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def environment(folder):
    """The environment of a demo clinic of one's own, in a folder not yet there."""
    port = _free_port()
    clinic = demo_clinic.copy_to(folder)
    with closing(sqlite3.connect(clinic.database)) as database, database:
        database.execute("UPDATE wagtailcore_site SET port = ?", [port])
        database.execute("UPDATE booking_bookingrules SET " + NO_LIMITS)
    return os.environ | {
        "SITE_URL": f"http://localhost:{port}",
        "DEMO": "1",
        "VAR_DIR": str(clinic.folder),
        "DATABASE_URL": f"sqlite:///{clinic.database}",
        **TRIED_BY_ONE_MACHINE,
    }


def empty_environment(folder):
    """The environment of a clinic that `migrate` alone has made, in a new folder."""
    folder.mkdir()
    made = [sys.executable, "-m", "tests.template"]
    template = subprocess.check_output(made, cwd=ROOT, text=True).strip()
    database = shutil.copy(template, folder / "empty.sqlite3")
    return os.environ | {
        "SITE_URL": f"http://localhost:{_free_port()}",
        "DEMO": "",
        "DEBUG": "1",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{database}",
        **TRIED_BY_ONE_MACHINE,
    }


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(environment):
    """The site and its worker; yields the address."""
    address = environment["SITE_URL"]
    port = address.rpartition(":")[2]
    serve = ["-m", "gunicorn", "clinic.wsgi", "-b", f"127.0.0.1:{port}"]
    serve += ["--threads", "4", "--no-control-socket", "--log-level", "error"]
    site = _start(serve, environment)
    worker = _start(["manage.py", "worker", "--every", "0.2"], environment)
    try:
        wait_for(address, site)
        yield address
    finally:
        for process in (site, worker):
            process.terminate()
            process.wait(20)


def _start(arguments, environment):
    return subprocess.Popen([sys.executable, *arguments], env=environment, cwd=ROOT)
