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
        self.answers = {"/healthz": healthz, "/readyz": readyz}

    def __call__(self, request):
        answer = self.answers.get(request.path)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return answer()


def healthz():
    """The process is alive."""
    return _plain("ok")


def readyz():
    """The database answers, is fully migrated, and is safe to serve from.

    Also says when the worker was last seen; pages are served without one too.
    """
    try:
        if not _is_migrated():
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


def worker_lives(now):
    """Worker job: record a heartbeat."""
    cache.set(WORKER_SEEN, int(now.timestamp()), DAY)


_migrated = set()


def _is_migrated():
    """Whether no migration is missing; not checked again once true."""
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(connection.alias)
    return True


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
