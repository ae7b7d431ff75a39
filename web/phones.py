"""Phone numbers as people write them, here and abroad, with their extensions."""

import re
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from phonenumber_field import formfields, modelfields, widgets
from phonenumber_field.phonenumber import PhoneNumber, to_python
from phonenumbers import country_code_for_region

# The prefix before the country code: 00 in most of the world.
ABROAD = re.compile(r"^\s*00(?=\s?[1-9])")
# Mexico dropped the 1 before mobile numbers in 2019; many still write it.
MEXICO = re.compile(r"^(\+52)[\s.-]*1[\s.-]*(?=(\d[\s.-]*){10}$)")
HASH = re.compile(r"\s*#\s*(?=\d{1,7}$)")


_country: Callable[[], str] = str


def of_country(read: Callable[[], str]) -> None:
    """Register `read()` to give the country whose numbers need no code (ISO 3166-1)."""
    global _country
    _country = read


def here() -> str | None:
    """That country; None before one is chosen."""
    return _country() or None


def as_dialled(text: str) -> str:
    """A number in a form that the library can parse: 0044 … becomes +44 …"""
    text = HASH.sub(" x", text.strip())
    return MEXICO.sub(r"\1", ABROAD.sub("+", text))


def stored(number: PhoneNumber | None) -> str:
    """E.164 with the extension behind it: +12125550111x12; "" for none."""
    if not number:
        return ""
    return (
        f"{number.as_e164}x{number.extension}" if number.extension else number.as_e164
    )


def in_words(number: PhoneNumber | str | None) -> str:
    """(212) 555-0142; numbers of other countries with their code: +44 20 7946 0958."""
    found = to_python(number)
    if not isinstance(found, PhoneNumber):
        return str(number)
    ours = country_code_for_region(here())
    return found.as_national if found.country_code == ours else found.as_international


def masked(number: PhoneNumber | str | None) -> str:
    """A number that only its owner recognises: 212-•••-••11."""
    digits = [each for each in in_words(number) if each.isdigit()]
    return f"{''.join(digits[:3])}-•••-••{''.join(digits[-2:])}" if digits else ""


class Regional:
    """Takes the clinic's country for a region, whenever it is asked; or a given one."""

    given: str | None = None

    @property
    def region(self) -> str | None:
        return self.given or here()

    @region.setter
    def region(self, value: str | None) -> None:
        self.given = value


class PhoneInput(Regional, widgets.RegionalPhoneNumberWidget):
    """Shows a number of the clinic's country without its code."""


class PhoneFormField(Regional, formfields.PhoneNumberField):
    """A number as people type it; cleaned to what is stored."""

    default_error_messages = {
        "invalid": _("Enter a phone number, with the country code if it is abroad.")
    }

    def __init__(self, *, region=None, widget=None, **kwargs):
        # At import no country is known; the library would ask for it.
        widget = widget or PhoneInput(region)
        super().__init__(region=region, widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python(as_dialled(value) if value else value)


class PhoneField(modelfields.PhoneNumberField):
    """A column for a number that keeps its extension."""

    def get_prep_value(self, value):
        number = to_python(value, region=self.region) if value else None
        if isinstance(number, PhoneNumber) and number.is_valid():
            return stored(number)
        return super().get_prep_value(value)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PhoneFormField, **kwargs})
