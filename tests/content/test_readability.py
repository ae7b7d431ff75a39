"""Grades and wording, on texts whose grade is known."""

import pytest
from wagtail.models import Locale

from content import page_text, readability
from content.models import HomePage
from content.readability import banned_words, plain, reading_ease, reading_grade

GETTYSBURG = (
    "Four score and seven years ago our fathers brought forth on this continent, a new "
    "nation, conceived in Liberty, and dedicated to the proposition that all men are "
    "created equal."
)

QUIXOTE = (
    "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo "
    "que vivía un hidalgo de los de lanza en astillero, adarga antigua, rocín flaco y "
    "galgo corredor."
)


def test_known_texts_get_their_known_reading_grades():
    assert reading_grade("The cat sat on the mat. It was fat.") < 1
    assert 10 < reading_grade(GETTYSBURG) < 15


def test_list_items_count_as_sentences():
    assert reading_grade("<ul><li>one leg</li><li>one arm</li></ul>") < 1


@pytest.mark.parametrize("text", ["", "<p></p>", "…"])
def test_a_text_without_words_has_grade_zero(text):
    assert reading_grade(text) == 0.0


def test_banned_words_are_matched_whole_and_listed_once():
    assert banned_words("<p>A cure. Cure it! We detox.</p>") == ["cure", "detox"]
    assert banned_words("The procedure is secure.") == []


def test_markup_is_removed_from_the_text():
    assert plain("<p>one</p><p>two &amp; three</p>") == "one\ntwo & three\n"


def test_words_are_banned_by_the_language_of_a_text():
    assert banned_words("Sin toxinas, ¡garantizado!", "es") == [
        "garantizado",
        "toxinas",
    ]
    assert banned_words("Hasta que se cure. A miracle.", "en") == ["cure", "miracle"]
    assert banned_words("Un milagro. A miracle.") == ["milagro", "miracle"]
    assert banned_words("A miracle.", "tlh") == []


def test_every_language_that_ships_has_banned_words(settings):
    assert list(readability.LANGUAGES) == sorted(dict(settings.LANGUAGES))


@pytest.mark.parametrize("language", readability.LANGUAGES)
def test_banned_words_are_listed_once_and_in_lower_case(language):
    words = readability.banned(language)

    assert words
    assert len(words) == len(set(words))
    assert [word for word in words if word != word.lower().strip() or not word] == []


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("sol", 1),
        ("que", 1),
        ("muy", 1),
        ("y", 1),
        ("quiero", 2),
        ("ciudad", 2),
        ("causa", 2),
        ("país", 2),
        ("día", 2),
        ("mayo", 2),
        ("poeta", 3),
        ("guitarra", 3),
        ("averigüe", 4),
        ("fisioterapeuta", 6),
        ("30", 1),
    ],
)
def test_spanish_syllables_are_counted_as_they_are_spoken(word, syllables):
    # One word is one sentence: 206.835 - 62.3 syllables - 1.
    assert reading_ease(word) == pytest.approx(205.835 - 62.3 * syllables)


def test_known_texts_get_their_known_reading_ease():
    words, syllables = 33, 60  # counted by hand

    assert reading_ease(QUIXOTE) == pytest.approx(
        206.835 - 62.3 * syllables / words - words
    )
    assert reading_ease("El gato duerme. Está gordo.") > 80
    assert reading_ease("") == 100.0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", GETTYSBURG, "Reading grade 14.6; up to 9 is easy to read."),
        ("es", QUIXOTE, "Reading ease 61 of 100; 55 or more is easy to read."),
    ],
)
def test_a_page_is_measured_by_the_formula_of_its_language(language, text, words):
    page = HomePage(introduction=text, locale=Locale(language_code=language))

    [reading, *_] = page_text.checks(page)

    assert reading.words == words
    assert reading.holds == (language == "es")


def test_a_page_in_a_language_without_a_formula_is_not_measured():
    page = HomePage(introduction=QUIXOTE, locale=Locale(language_code="tlh"))

    assert [check.words for check in page_text.checks(page)] == [
        "No wording that promises too much.",
        "Write a description for search engines (Promote).",
    ]
