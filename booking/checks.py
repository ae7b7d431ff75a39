"""Proof, at every start, that the database refuses to sell the same tick twice."""

from django.core.checks import Error, register
from django.db import IntegrityError, transaction

from booking.models import OccupiedTick

# No real row has this id. Foreign keys are checked at commit, which never comes.
NOBODY = -1


@register("startup", deploy=True)
def double_booking_is_impossible(app_configs, **options):
    """Write the same tick twice, roll back, and refuse to run if both went in."""
    try:
        with transaction.atomic():
            OccupiedTick.objects.bulk_create(
                OccupiedTick(
                    occupancy_id=NOBODY, resource_id=NOBODY, lane=0, tick=NOBODY
                )
                for _ in range(2)
            )
            transaction.set_rollback(True)
    except IntegrityError as error:
        if "unique" in str(error).lower():
            return []
        raise
    words = (
        "This database accepts two visits at one time: its constraint "
        "no_double_booking is missing. Run manage.py migrate, and take no bookings "
        "until it is back."
    )
    return [Error(words, id="booking.E001")]
