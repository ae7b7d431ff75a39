"""Every language has the same lists of words, and each compares them in its own way."""

import pytest
from django.utils import translation

from care import word_lists
from care.synonyms import forms_of
from care.templatetags.care_tags import drawing

EACH_LANGUAGE = pytest.mark.parametrize("language", word_lists.languages())


def test_every_language_that_ships_has_its_lists(settings):
    assert word_lists.languages() == sorted(dict(settings.LANGUAGES))


@EACH_LANGUAGE
def test_every_language_has_the_same_lists(language):
    words = word_lists.read(language)

    assert words.keys() == word_lists.read("en").keys()
    assert words["numbers"]
    assert words["urgent"]
    assert [group for group in words["same"] if len(set(group)) < 2] == []


@EACH_LANGUAGE
def test_synonyms_are_in_lower_case_and_single_words(language):
    words = [word for group in word_lists.read(language)["same"] for word in group]

    assert [word for word in words if word != word.lower().strip() or " " in word] == []


def test_a_country_has_the_list_of_its_language():
    assert word_lists.read("es-mx") is word_lists.read("es-mx")
    assert word_lists.read("es-mx") == word_lists.read("es")
    assert word_lists.read("tlh") == {}


@pytest.mark.parametrize(
    ("language", "text", "plain"),
    [
        ("es", "CIÁTICA, un año", "ciatica, un año"),
        ("es", "cia\u0301tica", "ciatica"),
        ("en", "Can’t", "can't"),
        ("en", "Torsión", "torsión"),
    ],
)
def test_a_text_is_compared_without_what_its_readers_leave_out(language, text, plain):
    assert word_lists.plain(text, language) == plain


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "hip", "hips"),
        ("en", "press", "presses"),
        ("en", "injury", "injuries"),
        ("en", "movie", "movies"),
        ("es", "rodilla", "rodillas"),
        ("es", "masaje", "masajes"),
        ("es", "músculo", "músculos"),
        ("es", "vez", "veces"),
        ("es", "lesión", "lesiones"),
        ("es", "calcetín", "calcetines"),
        ("es", "nervio", "nervios"),
        ("es", "articular", "articulares"),
        ("es", "mes", "meses"),
        ("es", "pie", "pies"),
    ],
)
def test_a_search_for_one_or_many_finds_both(language, one, many):
    with translation.override(language):
        assert many in forms_of(one)
        assert one in forms_of(many)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lumbago", "lumbar"),
        ("lumbago", "espalda"),
        ("baja", "lumbar"),
        ("ciatica", "ciática"),
        ("embarazada", "embarazo"),
        ("nalgas", "glúteos"),
        ("cuesta", "precios"),
        ("rigida", "rigidez"),
    ],
)
def test_spanish_synonyms_are_found_with_and_without_accents(typed, found):
    with translation.override("es"):
        assert found in forms_of(typed)


def test_a_synonym_of_a_synonym_is_not_found():
    with translation.override("es"):
        assert "baja" not in forms_of("espalda")


def test_a_word_without_synonyms_stands_alone():
    with translation.override("es"):
        assert forms_of("órbita") == ["órbita", "órbitas"]
    with translation.override("tlh"):
        assert forms_of("hip") == ["hip"]


@pytest.mark.parametrize(
    ("tool", "name"),
    [
        ("chair or couch", "chair"),
        ("silla firme", "chair"),
        ("correa o toalla", "towel"),
        ("de 3 a 5 almohadas", "pillows"),
        ("wall", None),
        ("pared", None),
    ],
)
def test_a_tool_is_drawn_in_every_language(tool, name):
    assert drawing(tool) == (f"illustrations/spot-{name}.svg" if name else "")
