"""Row locks on resources: all at once, in one order, so that nobody waits in a ring."""

from django.db.models import F

from booking.models import Resource


def lock(resources):
    """Lock these resources until the transaction ends, and raise their versions.

    SQLite has one writer at a time, by its immediate transactions; there the call
    only raises the versions.
    """
    rows = Resource.objects.filter(pk__in=set(resources))
    list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    rows.update(version=F("version") + 1)
