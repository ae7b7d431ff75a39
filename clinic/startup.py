"""Checks that must pass before the site serves its first page.

*Unsafe* (settings, keys, the constraint against double booking) ends the process with
its reasons. *Unreachable* (no database yet) does not: the process starts, answers 503,
and checks again before each page until everything has passed once. All are system
checks of Django; those that query the database are registered as deployment checks with
the tag "startup". `clinic/wsgi.py`, the worker and `clinic.unavailable` run them.
"""

import logging
import sys

import django
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError, ProgrammingError, connections

log = logging.getLogger(__name__)

# With this exit code of a worker Gunicorn stops altogether; after any other it starts
# the next worker, for ever.
NOT_AGAIN = 3

# The tag of checks that query the database.
AT_START = "startup"

NO_TABLES = "The database lacks tables. Run manage.py migrate, then start again."


class Unsafe(Exception):
    """This process must not serve the site; the message tells its operator why."""


def set_up_site():
    """Set up Django for serving pages, or exit and say what is wrong."""
    try:
        django.setup(set_prefix=False)
    except ImproperlyConfigured as error:
        leave(error)
    database = connections.settings["default"]
    if "postgresql" in database["ENGINE"]:
        database["OPTIONS"]["options"] += f" {settings.PAGE_TIMEOUTS}"


class Proof:
    """Whether all checks have passed; those that passed are not run again."""

    def __init__(self):
        self.is_complete = False

    def complete(self):
        """Run the checks that have not passed yet.

        Raises Unsafe, and OperationalError or InterfaceError when the database does
        not answer.
        """
        if not self.is_complete:
            _refuse(checks.run_checks())
            _refuse(_checks_of_the_database())
            self.is_complete = True


proof = Proof()


def is_proven():
    """Whether all checks have passed."""
    return proof.is_complete


def prove():
    """Run all checks until they have passed once: see `Proof.complete`."""
    proof.complete()


def verify():
    """Run all checks that can be run now, or exit and say why.

    Costs nothing once all have passed. Connections are closed again, so that a server
    can fork its workers afterwards.
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
    """End the process and print the reasons, one per line."""
    for reason in error.args:
        sys.stderr.write(f"The site does not start: {reason}\n")
    sys.stderr.flush()
    sys.exit(NOT_AGAIN)


def _refuse(found):
    """Raise Unsafe with every error, if there is any."""
    errors = [each for each in found if each.level >= checks.ERROR]
    if errors:
        raise Unsafe(*(each.msg for each in errors))


def _checks_of_the_database():
    """Run the checks of the database. Missing tables are a fault, not an outage."""
    try:
        return checks.run_checks(tags=[AT_START], include_deployment_checks=True)
    except ProgrammingError as error:  # PostgreSQL's word for it
        raise Unsafe(NO_TABLES) from error
    except OperationalError as error:
        if "no such" in str(error):  # SQLite's
            raise Unsafe(NO_TABLES) from error
        raise
