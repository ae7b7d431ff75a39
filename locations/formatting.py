"""Format times, days and money alike on pages, in mails and in the admin."""

from datetime import date, datetime, time, timedelta, tzinfo

from django.utils import timezone


def clock(instant: datetime | time) -> str:
    """A time of day on a 12-hour clock: 10:30 am, noon, midnight."""
    if (instant.hour, instant.minute) == (12, 0):
        return "noon"
    if (instant.hour, instant.minute) == (0, 0):
        return "midnight"
    half = "am" if instant.hour < 12 else "pm"
    return f"{instant.hour % 12 or 12}:{instant.minute:02d} {half}"


def hours(start: time, stop: time) -> str:
    """9:00 am to noon, 6:00 pm to midnight, 10:00 pm to 2:00 am the next day.

    A stop that is not after the start is on the next day; midnight to midnight is all
    day.
    """
    if (start.hour, start.minute) == (stop.hour, stop.minute) == (0, 0):
        return "all day"
    overnight = stop <= start and (stop.hour, stop.minute) != (0, 0)
    return f"{clock(start)} to {clock(stop)}{' the next day' if overnight else ''}"


def long_day(day: date) -> str:
    """Thursday, June 12."""
    return f"{day:%A, %B} {day.day}"


def short_day(day: date) -> str:
    """Thu, Jun 12."""
    return f"{day:%a, %b} {day.day}"


def near_day(local: datetime) -> str:
    """Today, Tomorrow, or Tue, Jun 10, in the time zone of the instant."""
    today = timezone.now().astimezone(local.tzinfo).date()
    if local.date() == today:
        return "Today"
    if local.date() == today + timedelta(days=1):
        return "Tomorrow"
    return short_day(local)


def moment(instant: datetime, zone: tzinfo) -> str:
    """Nov 21, 9:30 am, in a time zone; for instants that do not belong to a visit."""
    local = instant.astimezone(zone)
    return f"{local:%b} {local.day}, {clock(local)}"


def weekday(day: date) -> str:
    """Thu."""
    return f"{day:%a}"


def dollars(cents: int) -> str:
    """$165, or $72.50."""
    whole, rest = divmod(cents, 100)
    return f"${whole:,}.{rest:02d}" if rest else f"${whole:,}"


def zone_name(instant: datetime) -> str:
    """The name people use for the zone of a local time: EST, or UTC+05:30."""
    name = instant.tzname() or ""
    return name if name.isalpha() else f"UTC{instant:%:z}"


def how_soon(local_start: datetime, now: datetime) -> str:
    """Today, tomorrow, in three days: how far a local start is from now, in days."""
    today = now.astimezone(local_start.tzinfo).date()
    days = (local_start.date() - today).days
    names = {0: "Today", 1: "Tomorrow", 2: "In two days", 3: "In three days"}
    return names.get(days, f"In {days} days")


def initialed(name: str) -> str:
    """Robin V.: a name as colleagues need it."""
    first, *rest = name.split()
    return f"{first} {rest[-1][0]}." if rest else first


def share_of_price(percent: int) -> str:
    """Half of the price, or 30% of it."""
    names = {50: "half of the price", 100: "the price"}
    return names.get(percent, f"{percent}% of the price")
