"""How long things take: medians, tails, and the cost of a page that does nothing."""

import io
import platform
import statistics
import sys
from dataclasses import dataclass
from time import perf_counter

import django
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass(frozen=True)
class Times:
    """Milliseconds of many runs of one piece of work."""

    runs: list[float]

    @property
    def median(self):
        return statistics.median(self.runs)

    @property
    def p95(self):
        return statistics.quantiles(self.runs, n=20)[-1]

    def __str__(self):
        return f"{self.median:8.2f} {self.p95:8.2f}"


def interleaved(works, rounds=60):
    """The times of several pieces of work that take turns; {name: Times}."""
    for work in works.values():
        work()
    runs = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            begin = perf_counter()
            work()
            runs[name].append((perf_counter() - begin) * 1000)
    return {name: Times(milliseconds) for name, milliseconds in runs.items()}


def queries_of(work):
    """How many SQL statements a piece of work sends."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


class Site:
    """The site as a WSGI server calls it, behind its full middleware."""

    def __init__(self):
        self.application = get_wsgi_application()

    def get(self, address, **headers):
        """A function that fetches an address and complains unless it is a page."""
        path, _, query = address.partition("?")

        def fetch():
            status = []
            environ = {
                "REQUEST_METHOD": "GET",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "80",
                "REMOTE_ADDR": "127.0.0.1",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "wsgi.url_scheme": "http",
                "wsgi.input": io.BytesIO(),
                "wsgi.errors": sys.stderr,
                **headers,
            }
            answer = self.application(environ, lambda line, *_: status.append(line))
            body = b"".join(answer)
            answer.close()
            if not status[0].startswith("200"):
                raise RuntimeError(f"{address}: {status[0]}")
            return body

        return fetch


def machine():
    """One line that says where the figures come from."""
    vendor = connection.vendor
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sqlite_version()" if vendor == "sqlite" else "SHOW server_version"
        )
        version = cursor.fetchone()[0]
    return (
        f"{vendor} {version}, Python {platform.python_version()}, "
        f"Django {django.get_version()}, {platform.machine()}"
    )
