"""Grades and wording, on texts whose grade is known."""

import pytest

from content.readability import banned_words, plain, reading_grade

GETTYSBURG = (
    "Four score and seven years ago our fathers brought forth on this continent, a new "
    "nation, conceived in Liberty, and dedicated to the proposition that all men are "
    "created equal."
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
