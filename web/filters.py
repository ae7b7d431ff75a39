"""Filters of lists: plain forms filled in from a page's query string."""

from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FilterForm(forms.Form):
    """A filter from the query string. Unknown values are ignored."""

    def asked(self, name: str) -> Any:
        """The cleaned value of a field; None when it is missing or invalid."""
        self.is_valid()
        return self.cleaned_data.get(name)


ANY = _("Any")


class SlugChoice(forms.ModelChoiceField):
    """A field that picks one row by its slug, or any."""

    def __init__(
        self,
        queryset: models.QuerySet[Any],
        *,
        label: str | Promise,
        empty_label: str | Promise = ANY,
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
