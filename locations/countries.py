"""What follows from a clinic's country: money, clock, week, and whom to call.

Whom to call stands in `countries.toml`; the rest is Unicode's data (CLDR), by Babel.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import normalize

from babel import Locale, UnknownLocaleError, dates, numbers
from babel.core import get_global
from phonenumbers import SUPPORTED_REGIONS

ENGLISH = "en"


@dataclass(frozen=True)
class Line:
    """A number to call; `texts`: whether it takes text messages as well."""

    number: str = ""
    texts: bool = False

    @property
    def dials(self) -> str:
        """The address of a link that calls it."""
        return "tel:" + "".join(filter(str.isdigit, self.number))

    def __bool__(self) -> bool:
        return bool(self.number)


@dataclass(frozen=True)
class Country:
    """A country's habits; `code` is empty before one is chosen.

    `hours` is 12 or 24, as on a clock; `first_weekday` counts as `date.weekday()`.
    """

    code: str
    emergency: Line
    crisis: Line
    currency: str
    sign: str
    hours: int
    first_weekday: int


NOWHERE = Country(
    "", Line(), Line(), currency="USD", sign="$", hours=12, first_weekday=6
)


@cache
def known(code: str) -> Country:
    """A country by its code in ISO 3166-1; NOWHERE for any other text."""
    if code not in names(ENGLISH):
        return NOWHERE
    row = _numbers().get(code, {})
    place = _spoken_in(code)
    currency = numbers.get_territory_currencies(code)[0]
    return Country(
        code=code,
        emergency=Line(row.get("emergency", "")),
        crisis=Line(row.get("crisis", ""), row.get("texts", False)),
        currency=currency,
        sign=numbers.get_currency_symbol(currency, place),
        hours=12 if "a" in str(dates.get_time_format("short", place)) else 24,
        first_weekday=place.first_week_day,
    )


@cache
def names(language: str) -> dict[str, str]:
    """Every country with money and phones, as a language calls it, from A to Z."""
    territories = Locale.parse(language, sep="-").territories
    found = {
        code: name
        for code, name in territories.items()
        if code in SUPPORTED_REGIONS and numbers.get_territory_currencies(code)
    }
    return dict(sorted(found.items(), key=lambda each: _plain(each[1])))


@cache
def time_zones(code: str) -> tuple[str, ...]:
    """The time zones of a country, as the time zone database names them."""
    territories = get_global("zone_territories").items()
    return tuple(sorted(zone for zone, country in territories if country == code))


@cache
def locale(language: str, code: str) -> Locale:
    """How a language is written in a country: British dates, Swiss thousands.

    Where Unicode knows nothing of the pair, as it is written elsewhere.
    """
    base = Locale.parse(language, sep="-")
    try:
        return Locale.parse(f"{base.language}_{code}" if code else base.language)
    except UnknownLocaleError:
        return Locale(base.language)


def _plain(name: str) -> str:
    """A name by which to sort: without accents."""
    return normalize("NFKD", name).encode("ascii", "ignore").decode()


def _numbers() -> dict[str, dict]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text())


def _spoken_in(code: str) -> Locale:
    """The locale of a country in the language that most people speak there."""
    try:
        return Locale.parse(f"und_{code}")
    except UnknownLocaleError:  # a few islands
        return Locale(ENGLISH)
