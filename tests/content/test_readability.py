"""Grades and wording, on texts whose grade is known."""

import pytest

from content.readability import banned_words, plain, reading_grade

GETTYSBURG = (
    "Four score and seven years ago our fathers brought forth on this continent, a new "
    "nation, conceived in Liberty, and dedicated to the proposition that all men are "
    "created equal."
)


def test_a_child_reads_the_cat_and_a_student_reads_lincoln():
    assert reading_grade("The cat sat on the mat. It was fat.") < 1
    assert 10 < reading_grade(GETTYSBURG) < 15


def test_items_of_a_list_are_sentences():
    assert reading_grade("<ul><li>one leg</li><li>one arm</li></ul>") < 1


@pytest.mark.parametrize("text", ["", "<p></p>", "…"])
def test_no_words_have_no_grade(text):
    assert reading_grade(text) == 0.0


def test_banned_words_are_found_whole_and_once():
    assert banned_words("<p>A cure. Cure it! We detox.</p>") == ["cure", "detox"]
    assert banned_words("The procedure is secure.") == []


def test_markup_is_not_text():
    assert plain("<p>one</p><p>two &amp; three</p>") == "one\ntwo & three\n"
