"""Rules and forms say the same in every language, under the same keys."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from content import red_flags
from intake import rules, services
from locations import word_files

FILES = [
    red_flags.LIST,
    rules.CAUTIONS,
    rules.SAFETY_CHECK,
    *services.QUESTIONNAIRES.values(),
]
EACH_FILE = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def texts(table, path=()):
    """Every text of a table by the path of its keys, in order."""
    found = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= texts(value, (*path, key))
        else:
            found[(*path, key)] = value
    return found


def by_language(file):
    return {
        language: texts(words)
        for language, words in word_files.in_all_languages(file).items()
    }


@EACH_FILE
def test_a_file_has_words_in_every_language_of_the_site(file):
    assert by_language(file).keys() == {code for code, _ in settings.LANGUAGES}


@EACH_FILE
def test_every_language_words_the_same_keys_in_the_same_order(file):
    keys = {language: list(words) for language, words in by_language(file).items()}

    assert keys == dict.fromkeys(keys, keys[word_files.ENGLISH])


@EACH_FILE
def test_no_word_is_empty(file):
    empty = [
        (language, path)
        for language, words in by_language(file).items()
        for path, text in words.items()
        if not text.strip()
    ]

    assert empty == []


@EACH_FILE
def test_every_language_names_the_same_numbers_and_values(file):
    """A figure is a dose or a limit, and what stands in braces is filled in."""
    every = by_language(file)
    wrong = [
        (language, path)
        for language, words in every.items()
        for path, text in words.items()
        if kept(text) != kept(every[word_files.ENGLISH][path])
    ]

    assert wrong == []


def kept(text):
    return sorted(re.findall(r"\{\w*\}|\d+", text))


@pytest.mark.parametrize(
    ("language", "read"), [("es-mx", "es"), ("en-gb", "en"), ("fi", "en"), (None, "en")]
)
def test_a_reader_gets_the_closest_language_or_english(language, read):
    known = word_files.in_all_languages(rules.CAUTIONS)

    with translation.override(language):
        assert word_files.words(rules.CAUTIONS) == known[read]
