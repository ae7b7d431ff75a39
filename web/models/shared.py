"""Counts and values that all processes of the site share for a while.

They are rows, so that two processes cannot each allow the whole of a limit. Each count
and each first claim is one statement, without a read before the write.
"""

import json
import time

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

COUNT = """
INSERT INTO web_tally (key, times, ends_at) VALUES (%(key)s, 1, %(end)s)
ON CONFLICT (key) DO UPDATE SET
  times = CASE WHEN web_tally.ends_at <= %(now)s THEN 1
    ELSE web_tally.times + 1 END,
  ends_at = CASE WHEN web_tally.ends_at <= %(now)s THEN excluded.ends_at
    ELSE web_tally.ends_at END
RETURNING times
"""

CLAIM = """
INSERT INTO web_sharedvalue (key, value, ends_at)
VALUES (%(key)s, %(value)s, %(end)s)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, ends_at = excluded.ends_at
WHERE web_sharedvalue.ends_at <= %(now)s
RETURNING key
"""


class EndingQuerySet(models.QuerySet):
    """Rows that count for nothing after `ends_at`."""

    def over(self, second):
        """Rows that had ended by `second`, in Unix time."""
        return self.filter(ends_at__lte=second)


class TallyQuerySet(EndingQuerySet):
    def count_one(self, key, seconds):
        """Count one more; returns the count, which restarts after `seconds`."""
        now = int(time.time())
        values = {"key": key, "now": now, "end": now + seconds}
        return _fetch(COUNT, values)[0][0]


class Tally(models.Model):
    """How often something has happened since the first time, until `ends_at`."""

    key = models.CharField(primary_key=True, max_length=64)
    times = models.PositiveIntegerField()
    ends_at = models.BigIntegerField(_("seconds since 1970"), db_index=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("tallies")

    def __str__(self):
        return _("{n} times").format(n=self.times)


class SharedValueQuerySet(EndingQuerySet):
    def claim(self, key, value, seconds):
        """Write a value unless a live one exists; returns whether it was written."""
        now = int(time.time())
        values = {"key": key, "value": json.dumps(value), "now": now}
        return bool(_fetch(CLAIM, values | {"end": now + seconds}))

    def put(self, key, value, seconds):
        """Write a value, replacing any other."""
        row = SharedValue(
            key=key, value=json.dumps(value), ends_at=int(time.time()) + seconds
        )
        self.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["value", "ends_at"],
        )

    def read(self, key, default=None):
        """The live value of a key, or the default."""
        live = self.filter(key=key, ends_at__gt=int(time.time()))
        value = live.values_list("value", flat=True).first()
        return default if value is None else json.loads(value)


class SharedValue(models.Model):
    """A small JSON value that counts for nothing after `ends_at`."""

    key = models.CharField(primary_key=True, max_length=64)
    value = models.TextField()
    ends_at = models.BigIntegerField(_("seconds since 1970"), db_index=True)

    objects = SharedValueQuerySet.as_manager()

    def __str__(self):
        return self.key


def _fetch(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
