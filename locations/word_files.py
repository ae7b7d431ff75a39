"""Files of rules whose words stand apart: one file of words per language.

`rules/cautions.toml` has keys, levels and order; `rules/en/cautions.toml` and
`rules/es/cautions.toml` have the words for it, under equal keys.
"""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

ENGLISH = "en"
# What a TOML file holds: tables and texts by their keys.
Table = dict[str, Any]


@cache
def read(file: Path) -> Table:
    """One TOML file, read once: whoever asks must not change the answer."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def words(file: Path) -> Table:
    """The words for a file, in the reader's language."""
    return for_reader(in_all_languages(file))


@cache
def in_all_languages(file: Path) -> dict[str, Table]:
    """The words for a file, by language."""
    found = sorted(file.parent.glob(f"*/{file.name}"))
    return {each.parent.name: read(each) for each in found}


def for_reader(by_language: Mapping[str, Table]) -> Table:
    """The words in the reader's language; in English where there are none."""
    return by_language[closest(get_language() or ENGLISH, by_language)]


def closest(language: str, known: Collection[str]) -> str:
    """The known language that is closest to one: es for es-mx, English for others."""
    candidates = (language, language.partition("-")[0])
    return next((each for each in candidates if each in known), ENGLISH)
