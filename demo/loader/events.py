"""Events of the demo clinic, and their sign-ups."""

from datetime import timedelta
from decimal import Decimal

from blog.models import EventPage, EventSignUp
from demo.loader import pictures
from demo.loader.stories import linked
from demo.loader.texts import CURRENCY, DOMAIN, WEEKDAYS, clock, read
from demo.loader.tree import put
from locations.models import Closure, Location
from locations.money import cents
from therapists.models import Therapist

SEATS = 2


def load(parent, today, now):
    for row in read("events")["event"]:
        first = _first_day(row, today)
        event = put(
            parent,
            EventPage,
            slug=row["slug"],
            title=row["title"],
            search_description=row["search_description"],
            kind=row["kind"],
            summary=row["summary"],
            description=linked(row["description"]),
            starts_on=first,
            ends_on=_last_day(row, first),
            starts_at=clock(row["starts"]),
            ends_at=clock(row["ends"]),
            repeats=row.get("repeat", ""),
            location=Location.objects.filter(slug=row["location"]).first(),
            place=row["place"],
            is_online=row["online"],
            online_link=row.get("online_link", ""),
            host=Therapist.objects.filter(slug=row["host"]).first(),
            price_cents=cents(Decimal(row["price"]), CURRENCY),
            price_note=row["price_note"],
            places=row["places"],
            sign_up=EventPage.SignUp.HERE if row["signup"] else EventPage.SignUp.NONE,
            access=row["access"],
            language=row["language"],
            picture=pictures.load("events", row["slug"], row["picture_alt"]),
            picture_alt=row["picture_alt"],
        )
        _sign_up(event, first, row["taken"], now)


def _first_day(row, today):
    """A number of days from today, moved to a Saturday where the file says so.

    A place that is closed on that day moves it to the next one on which it is open.
    """
    day = today + timedelta(days=row.get("days", 1))
    if "first_saturday_after" in row:
        return day + timedelta(days=(WEEKDAYS["sat"] - day.weekday()) % 7)
    place = Location.objects.filter(slug=row["location"]).first()
    while place and not _is_open(place, day):
        day += timedelta(days=1)
    return day


def _is_open(place, day):
    opens = place.opening_hours.filter(weekday=day.weekday()).exists()
    return opens and not Closure.objects.at(place).between(day, day).exists()


def _last_day(row, first):
    if "last_days" not in row:
        return None
    return first + timedelta(days=row["last_days"] - row["days"])


def _sign_up(event, day, taken, now):
    """Sign up invented guests, two seats each."""
    for number, seats in enumerate(_in_twos(taken)):
        EventSignUp.objects.get_or_create(
            event=event,
            day=day,
            email=f"guest-{number}@{DOMAIN}",
            defaults={
                "name": f"Guest {number + 1}",
                "seats": seats,
                "signed_up_at": now,
            },
        )


def _in_twos(count):
    return [SEATS] * (count // SEATS) + [1] * (count % SEATS)
