"""Synonyms: words that mean the same to readers, so a search for one finds all."""

import re
from functools import cache

from django.utils.translation import get_language

from care import word_lists


def forms_of(word: str) -> list[str]:
    """A word with its plural or singular, and all its synonyms.

    A word without its accents has the synonyms of the word with them.
    """
    language = get_language() or "en"
    forms = _numbers(word.lower(), language)
    typed = _plain(forms, language)
    for group in _groups(language):
        if not typed.isdisjoint(_plain(group, language)):
            forms |= group
    return sorted(forms)


@cache
def _groups(language: str) -> list[set[str]]:
    """The synonyms of a language, each with its plural or singular."""
    return [
        {form for word in group for form in _numbers(word, language)}
        for group in word_lists.read(language).get("same", [])
    ]


def _plain(words: set[str], language: str) -> set[str]:
    return {word_lists.plain(word, language) for word in words}


def _numbers(word: str, language: str) -> set[str]:
    """Singular and plural: hip and hips. Forms that are not words find nothing."""
    endings = word_lists.read(language).get("numbers", [])
    return {word} | {re.sub(found, new, word) for found, new in endings}
