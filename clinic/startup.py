"""What must be true before the site serves its first page.

Each app adds its checks from `wiring.py`; `clinic/wsgi.py` and the worker run them.
"""

from django.db import connections

_checks = []


def must_hold(check):
    """Add a function that raises when the machine is unfit to run the site."""
    _checks.append(check)
    return check


def verify():
    """Run every check; the first that raises stops the start.

    Connections are closed again, so that a server may fork its workers afterwards.
    """
    for check in _checks:
        check()
    connections.close_all()
