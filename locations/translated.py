"""Words of rows in several languages, translated in place.

A row exists once. Its columns hold its words in the clinic's own language, and
`translations` the same words in others: {"es": {"name": "Espalda"}}. `row.name` reads
in the reader's language where it is translated, else as stored. Saving a row, its form
and its revisions take the stored words, so that none is lost under another language.
Only `values()` and `bulk_update()` go past this.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils import translation

from locations import languages

# Beside the words of a language: digests of the originals that they were made from.
ORIGINALS = "_originals"


class InReadersLanguage(DeferredAttribute):
    """Reads a word in the reader's language; what is assigned is the original."""

    def __get__(self, row: Any, cls: Any = None) -> Any:
        if row is None:
            return self
        return _translation(row, self.field.attname) or self.stored(row)

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__[self.field.attname] = value

    def stored(self, row: Any) -> Any:
        return super().__get__(row)


class TranslatedField:
    """Mixin for a field of words. Migrations know the row's column as `plain`."""

    descriptor_class = InReadersLanguage
    plain: str

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        return name, self.plain, args, kwargs

    def value_from_object(self, row: models.Model) -> Any:
        return stored(row, self.attname)

    def pre_save(self, row: models.Model, add: bool) -> Any:
        return stored(row, self.attname)

    def clean(self, value: Any, row: models.Model | None) -> Any:
        """Check the original: Django has read the row in the reader's language."""
        return super().clean(value if row is None else stored(row, self.attname), row)


class TranslatedCharField(TranslatedField, models.CharField):
    plain = "django.db.models.CharField"


class TranslatedTextField(TranslatedField, models.TextField):
    plain = "django.db.models.TextField"


class TranslatedRow(models.Model):
    """A row with words that are translated in place."""

    translations = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read again what is stored: Django copies it from attributes of a new row."""
        with translation.override(None):
            super().refresh_from_db(*args, **kwargs)

    @property
    def translated_words(self) -> str:
        """Its words in every language but its own, for the search."""
        return " ".join(
            text
            for words in self.translations.values()
            for name, word in words.items()
            if name != ORIGINALS
            for text in ([word] if isinstance(word, str) else word)
        )


def stored(row: models.Model, name: str) -> Any:
    """A word of a row in the clinic's own language."""
    return getattr(type(row), name).stored(row)


def words_of(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model that are translated, in the order of its class."""
    return [each for each in model._meta.fields if isinstance(each, TranslatedField)]


def translated_models() -> list[type[TranslatedRow]]:
    """Every model whose rows have words that are translated."""
    return [each for each in apps.get_models() if issubclass(each, TranslatedRow)]


def translate(row: TranslatedRow, language: str, words: Mapping[str, Any]) -> None:
    """Give words of a row in a language, by field; an empty one takes it back.

    Each is noted to translate what is stored now. The row is not saved.
    """
    known = row.translations.get(language, {})
    kept = {
        name: word
        for name, word in {**known, **words}.items()
        if word and name != ORIGINALS
    }
    originals = known.get(ORIGINALS, {}) | {name: _digest(row, name) for name in words}
    row.translations = {
        **row.translations,
        language: {
            **kept,
            ORIGINALS: {name: made for name, made in originals.items() if name in kept},
        },
    }


def translated(row: TranslatedRow, language: str) -> dict[str, Any]:
    """The words of a row in a language, by field."""
    words = row.translations.get(language, {})
    return {name: word for name, word in words.items() if name != ORIGINALS}


def missing(row: TranslatedRow, language: str) -> list[str]:
    """The fields that have words, but none in a language."""
    found = translated(row, language)
    return [
        field.attname
        for field in words_of(type(row))
        if stored(row, field.attname) and not found.get(field.attname)
    ]


def changed(row: TranslatedRow, language: str) -> list[str]:
    """The fields whose original has changed since they were translated."""
    originals = row.translations.get(language, {}).get(ORIGINALS, {})
    return [
        field.attname
        for field in words_of(type(row))
        if originals.get(field.attname, "") not in ("", _digest(row, field.attname))
    ]


def _translation(row: TranslatedRow, name: str) -> Any:
    """A word in the reader's language; None when that is the clinic's own."""
    language = translation.get_language()
    code = language.partition("-")[0] if language else languages.default()
    if code == languages.default():
        return None
    return row.translations.get(code, {}).get(name)


def _digest(row: TranslatedRow, name: str) -> str:
    """A few letters that change with the original."""
    text = type(row)._meta.get_field(name).value_to_string(row)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
