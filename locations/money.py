"""Money: whole cents in the database, an amount in forms and data for machines.

A cent is the smallest unit of the clinic's currency, by ISO 4217: of a pound the penny,
of a yen the yen itself.
"""

from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from locations import site_context


def amount(cents: int, currency: str) -> Decimal:
    """Cents as an amount of a currency: 72.50."""
    return Decimal(cents).scaleb(-get_currency_precision(currency))


def cents(amount: Decimal, currency: str) -> int:
    """An amount as whole cents; raises ValueError when it has a part of one."""
    exact = amount.scaleb(get_currency_precision(currency))
    if exact != exact.to_integral_value():
        raise ValueError(f"{amount} {currency} has a part of the smallest unit")
    return int(exact)


class PriceFormField(forms.DecimalField):
    """An amount typed in the clinic's currency; its cleaned value is in cents."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 10, "decimal_places": 2, **kwargs})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if typed is None:
            return None
        try:
            return cents(typed, _currency())
        except ValueError:
            raise ValidationError(_("Type a whole amount.")) from None

    def prepare_value(self, value: Any) -> Any:
        """Cents of a row as an amount: 165, or 72.50; what was typed stays as typed."""
        if not isinstance(value, int):
            return value
        shown = amount(value, _currency())
        whole = shown.to_integral_value()
        return str(whole) if shown == whole else str(shown)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.clean(data))
        except ValidationError:
            return True


class PriceField(models.PositiveIntegerField):
    """A price in cents, typed as an amount of the clinic's currency."""

    def formfield(self, **kwargs: Any) -> Any:
        unit = format_lazy(_("In {currency}."), currency=_currency_lazily())
        words = format_lazy("{} {}", unit, self.help_text) if self.help_text else unit
        fixed = {"form_class": PriceFormField, "help_text": words}
        return super().formfield(**{**fixed, **kwargs})


def _currency() -> str:
    return site_context.current().clinic.currency


_currency_lazily = lazy(_currency, str)
