"""Money: whole cents in the database, dollars in forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

CENTS = 100  # in a dollar


class PriceFormField(forms.DecimalField):
    """An amount typed in dollars; its cleaned value is a whole number of cents."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 8, "decimal_places": 2, **kwargs})

    def clean(self, value: Any) -> Any:
        dollars = super().clean(value)
        return None if dollars is None else int(dollars * CENTS)

    def prepare_value(self, value: Any) -> Any:
        """Cents of a row as dollars: 165, or 72.50; what was typed stays as typed."""
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, CENTS)
        return f"{whole}.{rest:02d}" if rest else str(whole)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.clean(data))
        except ValidationError:
            return True


class PriceField(models.PositiveIntegerField):
    """A price in cents, typed in dollars."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PriceFormField, **kwargs})
