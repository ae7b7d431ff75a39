"""Synonyms: words that mean the same to readers, so a search for one finds all."""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

WORDS = Path(__file__).parent / "words"


def forms_of(word: str) -> list[str]:
    """A word with its plural or singular, and all its synonyms."""
    forms = _numbers(word.lower())
    for group in _same(get_language() or "en"):
        if not forms.isdisjoint(group):
            forms |= {form for each in group for form in _numbers(each)}
    return sorted(forms)


@cache
def _same(language: str) -> list[list[str]]:
    """The groups of synonyms of a language; none where it has no file."""
    file = WORDS / f"{language.partition('-')[0]}.toml"
    return tomllib.loads(file.read_text())["same"] if file.exists() else []


def _numbers(word):
    """Singular and plural: hip and hips. Forms that are not words find nothing."""
    if word.endswith("s") and not word.endswith("ss"):
        return {word, word[:-1]}
    return {word, f"{word}s"}
