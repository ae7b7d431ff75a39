"""Filters of lists: plain forms that a page's address fills in."""

from typing import Any

from django import forms
from django.db import models


class FilterForm(forms.Form):
    """What a page is asked for. Anything unknown is simply left out."""

    def asked(self, name: str) -> Any:
        """The cleaned value of a field; None when it is missing or makes no sense."""
        self.is_valid()
        return self.cleaned_data.get(name)


class SlugChoice(forms.ModelChoiceField):
    """One row by its slug, or any."""

    def __init__(
        self, queryset: models.QuerySet[Any], *, label: str, empty_label: str = "Any"
    ) -> None:
        super().__init__(
            queryset,
            label=label,
            empty_label=empty_label,
            required=False,
            to_field_name="slug",
        )

    def narrow(self, **conditions: Any) -> None:
        """Offer only the rows that meet some conditions."""
        self.queryset = self.queryset.filter(**conditions).distinct()
