"""Liveness and readiness of the process, for machines that ask by name or address.

Answered before all other middleware: no redirect to https, no check of the host name,
no session.
"""

import time

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, HttpResponseNotAllowed

from clinic import startup, unavailable
from web.shared_cache import SHARED

WORKER_SEEN = f"{SHARED}worker_seen"
# Seconds between two heartbeats of the worker.
BEAT = 15
DAY = 24 * 60 * 60


class HealthChecks:
    """Middleware that answers /healthz and /readyz, and passes on everything else."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.answers = {"/healthz": healthz, "/readyz": self.readyz}
        self.is_migrated = False

    def __call__(self, request):
        answer = self.answers.get(request.path)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return answer()

    def readyz(self):
        """The database answers, is fully migrated, and is safe to serve from.

        Also says when the worker was last seen; pages are served without one too.
        """
        try:
            # Not looked up again once true.
            self.is_migrated = self.is_migrated or not _missing_migrations()
            if not self.is_migrated:
                return _plain("migrations missing", status=503)
            startup.prove()
            _ask_database()
            return _plain(f"ready\n{_worker()}")
        except startup.Unsafe as unsafe:
            return _plain("\n".join(unsafe.args), status=503)
        except unavailable.NO_DATABASE:
            return _plain("no database", status=503)
        except unavailable.NO_CACHE:
            return _plain("no cache", status=503)


def healthz():
    """The process is alive."""
    return _plain("ok")


def worker_lives(now):
    """Worker job: record a heartbeat."""
    cache.set(WORKER_SEEN, int(now.timestamp()), DAY)


def _missing_migrations():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def _ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _worker():
    seen = cache.get(WORKER_SEEN)
    if seen is None:
        return "worker: not seen for a day"
    return f"worker: seen {max(0, int(time.time()) - seen)} seconds ago"


def _plain(words, status=200):
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain")
