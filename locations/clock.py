"""The current day at the clinic."""

from datetime import date, datetime, time

from locations import site_context


def today(now: datetime) -> date:
    """The date at the clinic, which decides when months begin and reviews are due."""
    return now.astimezone(site_context.current().zone).date()


def day_began(now: datetime) -> datetime:
    """The instant at which the clinic's day began."""
    return datetime.combine(today(now), time(), site_context.current().zone)
