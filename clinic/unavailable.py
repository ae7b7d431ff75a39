"""Answer 503 with a page that needs no database and no cache when either is down."""

import logging
import os
import signal
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views import defaults
from redis import exceptions as redis

from clinic import startup
from locations import site_context

log = logging.getLogger(__name__)

SECONDS_TO_WAIT = 30
NO_DATABASE = (OperationalError, InterfaceError)
NO_CACHE = (redis.ConnectionError, redis.TimeoutError)
AWAY = NO_DATABASE + NO_CACHE


class Available:
    """Middleware that serves pages once the start-up checks pass, and 503 in an outage.

    What is unreachable is checked again with the next request; what is unsafe ends the
    process.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if startup.is_proven() or _can_be_proven():
            return self.get_response(request)
        return answer(request)

    def process_exception(self, request, exception):
        return answer(request, exception) if is_outage(exception) else None


def is_outage(error):
    """Whether an error means unreachable, locked or too slow, and not our own fault.

    SQLite raises "no such table" with the class that it uses for outages.
    """
    return isinstance(error, AWAY) and "no such" not in str(error)


def server_error(request):
    """Django's handler500: an outage inside a middleware is a 503 as well."""
    error = sys.exception()
    if is_outage(error):
        return answer(request, error)
    return defaults.server_error(request)


def answer(request, error=None):
    """Say what to do instead, with the phone number that this process last read."""
    if error:
        log.warning("%s answers 503: %s", request.path, type(error).__name__)
    known = site_context.remembered()
    context = {
        "clinic": known.clinic if known else None,
        "can_try_again": request.method == "GET",
    }
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response.headers["Retry-After"] = str(SECONDS_TO_WAIT)
    response.headers["Cache-Control"] = "no-store"
    return response


def _can_be_proven():
    try:
        startup.prove()
    except startup.Unsafe as unsafe:
        for reason in unsafe.args:
            log.critical("The site stops: %s", reason)
        # The server restarts this process, which fails in the same way, and then stops.
        os.kill(os.getpid(), signal.SIGTERM)
        return False
    except AWAY:
        return False
    return True
