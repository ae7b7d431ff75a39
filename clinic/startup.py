"""What must be true before the site serves its first page.

*Unsafe* (settings, keys, the guard against double booking) stops the process, in words.
*Unreachable* (no database yet) does not: the process starts, answers 503, and asks
again before each page until everything held once. Each app adds its checks from
`wiring.py`; `clinic/wsgi.py`, the worker and `clinic.unavailable` ask them.
"""

import logging
import sys

import django
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError, ProgrammingError, connections

log = logging.getLogger(__name__)

# Gunicorn ends altogether when a worker leaves with this code; with any other it
# starts the next one, for ever.
NOT_AGAIN = 3

NO_TABLES = "The database lacks tables. Run manage.py migrate, then start again."


class Unsafe(Exception):
    """Why this process must not serve the site: reasons, in words for its operator."""


def set_up_site():
    """Have Django read the settings for pages, or leave and say what is wrong."""
    try:
        django.setup(set_prefix=False)
    except ImproperlyConfigured as error:
        leave(error)
    database = connections.settings["default"]
    if "postgresql" in database["ENGINE"]:
        database["OPTIONS"]["options"] += f" {settings.PAGE_TIMEOUTS}"


def settings_are_safe():
    """Run Django's system checks, ours among them; Unsafe names every error."""
    found = [each for each in checks.run_checks() if each.level >= checks.ERROR]
    if found:
        raise Unsafe(*(each.msg for each in found))


_must_hold = [settings_are_safe]
_held = set()


def must_hold(check):
    """Add a function that raises Unsafe, or whatever the database does.

    It is not asked again once it held.
    """
    _must_hold.append(check)
    return check


def is_proven():
    """Whether everything has held."""
    return _held.issuperset(_must_hold)


def prove():
    """Ask all that has not held yet.

    Raises Unsafe, and OperationalError or InterfaceError when the database does not
    answer.
    """
    for check in _must_hold:
        if check not in _held:
            _ask(check)
            _held.add(check)


def verify():
    """Prove all that can be proven now, or leave the process and say why.

    Costs nothing once everything held. Connections are closed again, so that a server
    may fork its workers afterwards.
    """
    if is_proven():
        return
    try:
        prove()
    except Unsafe as unsafe:
        leave(unsafe)
    except (OperationalError, InterfaceError) as error:
        log.warning("The database does not answer; pages wait for it: %s", error)
    connections.close_all()


def leave(error):
    """End the process with the reasons for it, one a line."""
    for reason in error.args:
        sys.stderr.write(f"The site does not start: {reason}\n")
    sys.stderr.flush()
    sys.exit(NOT_AGAIN)


def _ask(check):
    """Ask one check. Tables that are not there yet are a fault, not an outage."""
    try:
        check()
    except ProgrammingError as error:  # PostgreSQL's word for it
        raise Unsafe(NO_TABLES) from error
    except OperationalError as error:
        if "no such" in str(error):  # SQLite's
            raise Unsafe(NO_TABLES) from error
        raise
