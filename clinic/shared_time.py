"""The time, when the clocks of machines may disagree."""

from django.db import connection
from django.utils import timezone


def shared_now():
    """The time on the clock that all processes share: that of the database.

    SQLite is a file on this machine, so its clock is this machine's.
    """
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
