"""Locations, rooms, opening hours and closures of the demo clinic."""

from datetime import date, time, timedelta

from booking.models import Room
from demo.loader.texts import WEEKDAYS, clock, read
from locations.models import Closure, Location, OpeningHours

CHRISTMAS_EVE = "Christmas Eve"
FIELDS = (
    "name",
    "visits_homes",
    "served_postal_codes",
    "street",
    "city",
    "region",
    "postal_code",
    "phone",
    "email",
    "time_zone",
    "notice_minutes",
    "summary",
    "access",
    "getting_there",
    "directions",
)


def load(today):
    for position, row in enumerate(read("locations")["location"]):
        fields = {name: row[name] for name in FIELDS}
        location, _ = Location.objects.update_or_create(
            slug=row["slug"], defaults={**fields, "position": position}
        )
        _add_hours(location, row["hours"])
        _add_rooms(location, row["rooms"])
    _add_closures(today)


def _add_hours(location, hours):
    OpeningHours.objects.filter(location=location).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            location=location,
            weekday=WEEKDAYS[row["day"]],
            opens_at=clock(row["from"]),
            closes_at=clock(row["until"]),
        )
        for row in hours
    )


def _add_rooms(location, rooms):
    for position, row in enumerate(rooms):
        Room.objects.update_or_create(
            location=location,
            name=row["name"],
            defaults={"position": position, "features": row["features"]},
        )


def _add_closures(today):
    Closure.objects.all().delete()
    for year in (today.year, today.year + 1):
        for day, reason in holidays(year):
            Closure.objects.create(starts_on=day, ends_on=day, reason=reason)
        eve = date(year, 12, 24)
        Closure.objects.create(
            starts_on=eve, ends_on=eve, closed_from=time(14), reason=CHRISTMAS_EVE
        )
    _close_one("foundry-point", today + timedelta(days=18), "Floor repair")
    _close_one(
        "lantern-square", today + timedelta(days=9), "Team training", until=time(11)
    )


def _close_one(slug, day, reason, until=None):
    Closure.objects.create(
        location=Location.objects.get(slug=slug),
        starts_on=day,
        ends_on=day,
        closed_until=until,
        reason=reason,
    )


def holidays(year):
    """The public holidays on which every location is closed."""
    last_of_may = date(year, 5, 31)
    first_of_september = date(year, 9, 1)
    first_of_november = date(year, 11, 1)
    return [
        (date(year, 1, 1), "New Year’s Day"),
        (last_of_may - timedelta(days=last_of_may.weekday()), "Memorial Day"),
        (date(year, 7, 4), "Independence Day"),
        (_first(0, first_of_september), "Labor Day"),
        (_first(3, first_of_november) + timedelta(days=21), "Thanksgiving Day"),
        (date(year, 12, 25), "Christmas Day"),
    ]


def _first(weekday, day):
    """The first such weekday on or after a day."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
