"""The real site on the loopback address, in several processes, on the test database."""

import os
import socket
import subprocess
import sys
import time
import zlib
from contextlib import contextmanager

import requests
from django.conf import settings
from django.db import connection

from tests.screens import fields, parsed

PROCESSES, THREADS = 4, 4


@contextmanager
def running(processes=PROCESSES, preload=True, **variables):
    """Start gunicorn on a free port, with more variables; yields the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "SITE_URL": address,
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
        "HOLDS_PER_ADDRESS": "1000",
        "POSTS_PER_MINUTE": "100000",
        "LOG_LEVEL": "ERROR",
        **variables,
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "clinic.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
    ]
    command += ["--workers", str(processes), "--threads", str(THREADS)]
    command += ["--no-control-socket", "--log-level", "error"]
    command += ["--preload"] if preload else []
    command += ["--graceful-timeout", "1"]
    server = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)
    try:
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def database_url():
    parameters = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{parameters['NAME']}"
    user, password = parameters["USER"], parameters["PASSWORD"]
    place = f"{parameters['HOST']}:{parameters['PORT'] or 5432}"
    return f"postgres://{user}:{password}@{place}/{parameters['NAME']}"


def wait_for(address, server):
    """Return when the site answers; RuntimeError when it ended or stays silent."""
    for _ in range(120):
        if server.poll() is not None:
            raise RuntimeError("the site did not start")
        try:
            requests.get(f"{address}/healthz", timeout=1)
        except (requests.ConnectionError, requests.Timeout):
            time.sleep(0.25)
        else:
            return
    raise RuntimeError("the site did not answer")


class Browser:
    """One visitor, with cookies of their own, who goes through the booking pages."""

    def __init__(self, address):
        self.address = address
        self.session = requests.Session()
        self.session.headers["Origin"] = address

    def press(self, opening, treatment="first-visit", length=60, therapist=""):
        """Press a time; the answer is the details page, or says why not."""
        form = {"opening": opening, "treatment": treatment, "length": length}
        form["therapist"] = therapist
        return self.session.post(f"{self.address}/book/hold/", form, timeout=60)

    def fill_in(self, page, name):
        """Details and safety check; the answer is the check page."""
        email = f"{name.lower().replace(' ', '.')}@example.com"
        # Everybody has a number of their own, of those reserved for fiction.
        phone = f"212-555-{100 + zlib.crc32(name.encode()) % 100:04d}"
        details = {"name": name, "email": email, "phone": phone}
        page = self.send(page, details)
        return self.send(page, {"ticked": "none"})

    def book(self, page, **options):
        """The last press."""
        return self.send(page, {}, **options)

    def send(self, page, form, **options):
        """What the form of a page holds, with what is typed into it."""
        [token] = parsed(page).select("main form [name=csrfmiddlewaretoken]")
        sent = {"csrfmiddlewaretoken": token["value"], **fields(page), **form}
        return self.session.post(page.url, sent, timeout=60, **options)
