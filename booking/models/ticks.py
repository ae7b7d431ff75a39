"""Taken time in whole ticks (`booking.engine.ticks`), and its unique constraint."""

from django.db import models
from django.db.models import F, Q

from booking.engine.ticks import TICKS_PER_DAY


class Occupancy(models.Model):
    """A stretch of one lane of a resource, taken by an appointment.

    From `from_tick` up to, not including, `until_tick`; buffers are part of it.
    `held_until` (Unix seconds) is set while the appointment is only held. A row is
    at most a day long, so that a window is one tight scan of the covering index.
    """

    appointment = models.ForeignKey(
        "booking.Appointment", models.CASCADE, related_name="occupancies"
    )
    resource = models.ForeignKey(
        "booking.Resource", models.PROTECT, related_name="occupancies"
    )
    lane = models.PositiveSmallIntegerField(default=0)
    from_tick = models.BigIntegerField()
    until_tick = models.BigIntegerField()
    held_until = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_tick__lt=F("until_tick"))
                & Q(until_tick__lte=F("from_tick") + TICKS_PER_DAY),
                name="occupancy_is_at_most_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["resource", "from_tick", "until_tick", "lane", "held_until"],
                name="taken_time",
            ),
        ]

    def __str__(self):
        return f"{self.resource}: {self.from_tick} to {self.until_tick}"


class OccupiedTick(models.Model):
    """One tick of one lane of a resource, taken by an appointment.

    Two overlapping appointments share a tick, so the unique constraint makes
    double booking impossible on every database, whatever the code above does.
    """

    occupancy = models.ForeignKey(Occupancy, models.CASCADE, related_name="ticks")
    resource = models.ForeignKey("booking.Resource", models.PROTECT, related_name="+")
    lane = models.PositiveSmallIntegerField(default=0)
    tick = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "lane", "tick"], name="no_double_booking"
            ),
        ]

    def __str__(self):
        return f"{self.resource}, lane {self.lane}, tick {self.tick}"
