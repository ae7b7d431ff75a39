"""What is stored of each row when the clinic takes another language for its own."""

from typing import Any

from django.db import transaction

from locations.signals import words_changing
from locations.translated import (
    TranslatedRow,
    changed,
    stored,
    translate,
    translated,
    translated_models,
    words_of,
)


@transaction.atomic
def change(was: str, now: str) -> None:
    """Store all words in the language that is now the clinic's own.

    The words stored before become translations. A word that nobody has translated
    stays as it is stored, since every reader sees it in any case.
    """
    for model in translated_models():
        words_changing.send(sender=model)
        for row in model._default_manager.select_for_update().order_by("pk"):
            if names := turn(row, was, now):
                row.save(update_fields=[*names, "translations"])


def turn(row: TranslatedRow, was: str, now: str) -> list[str]:
    """Store the words of a row that are translated into `now`; returns their names."""
    words = translated(row, now)
    names = [each.attname for each in words_of(type(row)) if each.attname in words]
    others = [code for code in row.translations if code != now]
    kept = {code: _fitting(row, code, names) for code in others}
    kept[was] = {name: stored(row, name) for name in names}
    for name in names:
        setattr(row, name, words[name])
    row.translations = {code: row.translations[code] for code in others}
    for code, known in kept.items():
        translate(row, code, known)
    return names


def _fitting(row: TranslatedRow, code: str, names: list[str]) -> dict[str, Any]:
    """Those words of a language whose original has not changed since."""
    outdated = changed(row, code)
    words = translated(row, code).items()
    return {n: word for n, word in words if n in names and n not in outdated}
