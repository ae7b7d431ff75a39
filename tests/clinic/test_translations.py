"""Every word is in every catalogue, translated, with all that stands in it."""

import os
import re
from collections import Counter

import pytest
from django.conf import settings
from django.utils import translation

from clinic import translations

# What a translator must keep: placeholders and elements.
KEPT = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%|</?[a-z][^>]*>")


@pytest.fixture(scope="module")
def words():
    """What the code says now: the keys of every catalogue."""
    return {key_of(each) for each in translations.collect() if each.id}


def key_of(message):
    return message.context, message.id


def forms(message):
    """(English, translated) of each form of a message."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    english = [message.id[0], *[message.id[1]] * (len(message.string) - 1)]
    return list(zip(english, message.string, strict=True))


@pytest.mark.parametrize("language", translations.languages())
def test_a_catalogue_has_the_words_of_the_code(language, words):
    found = {key_of(each) for each in translations.read(language) if each.id}

    assert words - found == set(), "run manage.py words, and translate"
    assert found - words == set(), "run manage.py words"


@pytest.mark.parametrize("language", translations.languages())
def test_every_word_is_translated(language):
    missing = [
        english
        for each in translations.read(language)
        if each.id
        for english, said in forms(each)
        if not said
    ]

    assert missing == []


@pytest.mark.parametrize("language", translations.languages())
def test_a_translation_keeps_what_stands_in_the_words(language):
    wrong = [
        (english, said)
        for each in translations.read(language)
        if each.id
        for english, said in forms(each)
        if said and Counter(KEPT.findall(english)) != Counter(KEPT.findall(said))
    ]

    assert wrong == []


def test_what_the_start_compiled_is_read():
    with translation.override("es"):
        assert translation.gettext("Book a visit") == "Reservar una cita"
    assert (settings.LOCALE_PATHS[0] / "es" / "LC_MESSAGES" / "django.mo").exists()


def test_a_catalogue_is_compiled_anew_when_it_has_changed(tmp_path):
    translations.compile_all(tmp_path)
    compiled = tmp_path / "es" / "LC_MESSAGES" / "django.mo"
    first = compiled.stat().st_mtime_ns

    translations.compile_all(tmp_path)
    assert compiled.stat().st_mtime_ns == first

    os.utime(compiled, (0, 0))
    translations.compile_all(tmp_path)
    assert compiled.stat().st_mtime_ns > first
    assert not list(compiled.parent.glob("django.[0-9]*"))
