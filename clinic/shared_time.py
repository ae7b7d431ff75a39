"""What time it is, where machines may disagree about it."""

from django.db import connection
from django.utils import timezone


def shared_now():
    """The time on the clock that all processes share: that of the database.

    SQLite is a file of this machine, and so is its clock.
    """
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
