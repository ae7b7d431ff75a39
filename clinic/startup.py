"""What must be true before the site serves its first page.

*Unsafe* (settings, keys, the guard against double booking) stops the process, in words.
*Unreachable* (no database yet) does not: the process starts, answers 503, and asks
again before each page until everything held once. All are system checks of Django;
those that ask the database are registered as deployment checks with the tag "startup".
`clinic/wsgi.py`, the worker and `clinic.unavailable` run them.
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

# The tag of checks that ask the database.
AT_START = "startup"

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


class Proof:
    """Whether all that must be true has held; it is not asked again once it did."""

    def __init__(self):
        self.is_complete = False

    def complete(self):
        """Ask what has not held yet.

        Raises Unsafe, and OperationalError or InterfaceError when the database does
        not answer.
        """
        if not self.is_complete:
            _refuse(checks.run_checks())
            _refuse(_checks_of_the_database())
            self.is_complete = True


proof = Proof()


def is_proven():
    """Whether everything has held."""
    return proof.is_complete


def prove():
    """Ask everything until it has held once: see `Proof.complete`."""
    proof.complete()


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


def _refuse(found):
    """Raise Unsafe, which names every error, if there is one."""
    errors = [each for each in found if each.level >= checks.ERROR]
    if errors:
        raise Unsafe(*(each.msg for each in errors))


def _checks_of_the_database():
    """Run them. Tables that are not there yet are a fault, not an outage."""
    try:
        return checks.run_checks(tags=[AT_START], include_deployment_checks=True)
    except ProgrammingError as error:  # PostgreSQL's word for it
        raise Unsafe(NO_TABLES) from error
    except OperationalError as error:
        if "no such" in str(error):  # SQLite's
            raise Unsafe(NO_TABLES) from error
        raise
