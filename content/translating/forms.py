"""The words of one row in another language, each below its original."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield

from locations.translated import TranslatedRow, changed, stored, translated, words_of

FITS = "still_fits_"


@dataclass(frozen=True)
class Line:
    """A word as the form shows it; `still_fits` only where the original changed."""

    original: str
    field: forms.BoundField
    still_fits: forms.BoundField | None

    @property
    def is_missing(self) -> bool:
        return not self.field.initial


class WordsForm(forms.Form):
    """Every word of a row that has an original."""

    def __init__(self, *args: Any, row: TranslatedRow, language: str) -> None:
        self.row, self.language = row, language
        prefix = f"{row._meta.model_name}-{row.pk}"
        super().__init__(*args, initial=translated(row, language), prefix=prefix)
        outdated = changed(row, language)
        for word in words_of(type(row)):
            if not stored(row, word.attname):
                continue
            self.fields[word.attname] = _field(word, language)
            if word.attname in outdated:
                self.fields[FITS + word.attname] = forms.BooleanField(
                    label=_("The translation still fits"), required=False
                )

    @property
    def title(self) -> str:
        return capfirst(self.row._meta.verbose_name)

    @property
    def lines(self) -> Iterator[Line]:
        for word in words_of(type(self.row)):
            if (name := word.attname) in self.fields:
                still_fits = FITS + name
                yield Line(
                    word.value_to_string(self.row),
                    self[name],
                    self[still_fits] if still_fits in self.fields else None,
                )

    @property
    def words(self) -> dict[str, Any]:
        """What was changed, and what was said to fit its changed original."""
        return {
            word.attname: self.cleaned_data[word.attname]
            for word in words_of(type(self.row))
            if word.attname in self.changed_data
            or self.cleaned_data.get(FITS + word.attname)
        }


def _field(word: models.Field, language: str) -> forms.Field:
    """The field of the row's own form, which may stay empty."""
    blank = {"required": False, "initial": "", "show_hidden_initial": False}
    field = formfield_for_dbfield(word, **blank)
    own = [each for each in word.validators if each not in field.validators]
    field.validators += own
    field.widget.attrs["lang"] = language
    if "rows" in field.widget.attrs:
        field.widget.attrs["rows"] = 3
    return field
