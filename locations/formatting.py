"""Format times, days and money alike on pages, in mails and in the admin.

Language and country decide together how a date is written: Friday 12 June in London.
"""

from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache

from babel import Locale, dates
from babel.numbers import format_currency
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from locations import countries, site_context
from locations.money import amount


def clock(instant: datetime | time) -> str:
    """A time of day: 10:30 am, noon, midnight; or 10:30, 12:00, 00:00."""
    if site_context.current().clinic.clock_hours == 24:
        return f"{instant:%H:%M}"
    if (instant.hour, instant.minute) == (12, 0):
        return _("noon")
    if (instant.hour, instant.minute) == (0, 0):
        return _("midnight")
    half = _("am") if instant.hour < 12 else _("pm")
    return f"{instant.hour % 12 or 12}:{instant.minute:02d} {half}"


def hours(start: time, stop: time) -> str:
    """9:00 am to noon, 6:00 pm to midnight, 10:00 pm to 2:00 am the next day.

    A stop that is not after the start is on the next day; midnight to midnight is all
    day.
    """
    if (start.hour, start.minute) == (stop.hour, stop.minute) == (0, 0):
        return _("all day")
    overnight = stop <= start and (stop.hour, stop.minute) != (0, 0)
    words = _("{start} to {stop} the next day") if overnight else _("{start} to {stop}")
    return words.format(start=clock(start), stop=clock(stop))


def long_day(day: date) -> str:
    """Friday, June 12; in London Friday 12 June."""
    return _day(day, "MMMMEd")


def short_day(day: date) -> str:
    """Fri, Jun 12; in London Fri 12 Jun."""
    return _day(day, "MMMEd")


def full_date(day: date) -> str:
    """June 12, 2026."""
    return _day(day, "yMMMMd")


def order_of_a_date() -> list[str]:
    """month, day and year, in the order in which a date is written here."""
    letters = {"month": "M", "day": "d", "year": "y"}
    pattern = here().date_formats["short"].pattern
    return sorted(letters, key=lambda name: pattern.index(letters[name]))


def day_of_month(day: date) -> str:
    """June 12."""
    return _day(day, "MMMMd")


def month(day: date) -> str:
    """June 2026."""
    return _day(day, "yMMMM")


def near_day(local: datetime) -> str:
    """Today, Tomorrow, or Tue, Jun 10, in the time zone of the instant."""
    today = timezone.now().astimezone(local.tzinfo).date()
    if local.date() == today:
        return _("Today")
    if local.date() == today + timedelta(days=1):
        return _("Tomorrow")
    return short_day(local)


def moment(instant: datetime, zone: tzinfo) -> str:
    """Nov 21, 9:30 am, in a time zone; for instants that do not belong to a visit."""
    local = instant.astimezone(zone)
    return f"{_day(local, 'MMMd')}, {clock(local)}"


def weekday(day: date) -> str:
    """Fri."""
    return _day(day, "E")


def money(cents: int, currency: str = "") -> str:
    """$165, or $72.50; in the clinic's currency unless another is named.

    `cents` counts the smallest unit of the currency, which for a yen is the yen.
    """
    currency = currency or site_context.current().clinic.currency
    exact = amount(cents, currency)
    is_whole = exact == exact.to_integral_value()
    words = format_currency(
        exact,
        currency,
        format=_whole_amounts(here()) if is_whole else None,
        locale=here(),
        currency_digits=not is_whole,
    )
    country = site_context.current().clinic.country
    # Some languages write only the code of money that all here know by its sign.
    return words.replace(country.currency, country.sign)


def zone_name(instant: datetime) -> str:
    """The name people use for the zone of a local time: EST, or UTC+05:30."""
    name = instant.tzname() or ""
    return name if name.isalpha() else f"UTC{instant:%:z}"


def how_soon(local_start: datetime, now: datetime) -> str:
    """Today, tomorrow, in three days: how far a local start is from now, in days."""
    today = now.astimezone(local_start.tzinfo).date()
    days = (local_start.date() - today).days
    names = {
        0: _("Today"),
        1: _("Tomorrow"),
        2: _("In two days"),
        3: _("In three days"),
    }
    return names.get(days) or ngettext("In {n} day", "In {n} days", days).format(n=days)


def initialed(name: str) -> str:
    """Robin V.: a name as colleagues need it."""
    first, *rest = name.split()
    return f"{first} {rest[-1][0]}." if rest else first


def share_of_price(percent: int) -> str:
    """Half of the price, or 30% of it."""
    names = {50: _("half of the price"), 100: _("the price")}
    # xgettext:no-python-format
    words = _("{percent}% of the price").format(percent=percent)
    return names.get(percent, words)


def here() -> Locale:
    """The reader's language as it is written in the clinic's country."""
    code = site_context.current().clinic.country.code
    return countries.locale(get_language() or countries.ENGLISH, code)


def _day(day: date, parts: str) -> str:
    """Some parts of a date in the order and with the signs of language and country."""
    return dates.format_date(day, _pattern(parts, here()), locale=here())


@cache
def _pattern(parts: str, place: Locale) -> str:
    """The pattern for some parts of a date (UTS 35).

    Unicode has patterns with a short weekday alone; beside a month in full, it is, too.
    """
    known = place.datetime_skeletons
    pattern = known[dates.match_skeleton(parts, known)].pattern
    return pattern.replace("E", "EEEE") if "MMMM" in parts and "E" in parts else pattern


@cache
def _whole_amounts(place: Locale) -> str:
    """The pattern for an amount of money without a fraction: $165 and not $165.00."""
    return place.currency_formats["standard"].pattern.replace("0.00", "0")
