"""The Spanish side of the demo: the most-read pages, and the words of its rows."""

import re

import pytest
from wagtail.models import Locale, Page

from booking.models import Treatment
from care.models import Condition, Exercise, ExerciseStep
from content import page_text, readability
from demo.loader import spanish_pages
from demo.loader.texts import TEXTS, read
from locations.models import ClinicDetails, Closure
from locations.translated import missing
from tests.screens import texts
from therapists.models import Therapist

MOST_READ = [
    ("kestrel-row", "kestrel-row-es"),
    ("treatments", "tratamientos"),
    ("first-visit", "primera-cita-y-evaluacion"),
    ("low-back-pain", "dolor-lumbar"),
    ("meet-your-psoas", "conozca-su-psoas"),
    ("when-not-massage", "cuando-no-es-masaje"),
    ("questions", "preguntas"),
    ("locations", "visitenos"),
    ("policies", "reglas"),
    ("privacy", "privacidad"),
]
WORDS = sorted(path.relative_to(TEXTS / "es") for path in TEXTS.glob("es/**/*.toml"))
ENGLISH = re.compile(r"\b(the|and|with|your|you|is|are|of|what|we)\b", re.IGNORECASE)
# Names in English that stand in Spanish texts, with their translation beside them.
NAMES = re.compile(r"Office of the Professions|Memorial Day|Labor Day")
# Signs that only the one list words, in Spanish (tests/demo/test_signs.py).
SIGNS = re.compile(
    r"entre las piernas|orinar|escalofríos|vómitos?|sudor(es)? nocturn"
    r"|toser sangre|en las dos piernas|dolor en el pecho",
    re.IGNORECASE,
)
# “Fairly easy” on the scale INFLESZ; 55 is enough for texts to patients.
EASY = 65
SAME = {"slug", "type", "attribution", "features", "category"}


def strings(value, key=""):
    """(key, text) of every text of a file."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from strings(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each, key)
    elif isinstance(value, str):
        yield key, value


def written(path):
    return read(f"es/{path.with_suffix('')}")


def pages():
    in_spanish = Page.objects.live().filter(locale__language_code="es")
    return list(in_spanish.specific().order_by("path"))


@pytest.mark.parametrize(("slug", "address"), MOST_READ)
def test_a_most_read_page_is_live_in_spanish(slug, address):
    english = Page.objects.get(slug=slug, locale=Locale.get_default())

    page = english.get_translation(Locale.objects.get(language_code="es"))

    assert (page.live, page.slug) == (True, address)
    assert page.title != english.title
    assert page.search_description not in ("", english.search_description)


def test_every_page_below_a_spanish_one_is_spanish():
    home = Page.objects.get(slug="kestrel-row-es")

    below = home.get_descendants(inclusive=True)

    assert {page.locale.language_code for page in below} == {"es"}
    assert {page.pk for page in below} == {page.pk for page in pages()}


def test_spanish_addresses_are_ascii():
    assert [page.slug for page in pages() if not page.slug.isascii()] == []


@pytest.mark.parametrize("path", WORDS, ids=str)
def test_a_spanish_file_has_no_english_words(path):
    found = [
        text
        for key, text in strings(written(path))
        if key not in SAME and ENGLISH.search(NAMES.sub("", text))
    ]

    assert found == []


@pytest.mark.parametrize("path", WORDS, ids=str)
def test_a_spanish_file_does_not_promise_too_much(path):
    own = [text for key, text in strings(written(path)) if key not in page_text.QUOTED]

    assert readability.banned_words("\n".join(own), "es") == []


def test_every_spanish_page_is_fairly_easy_to_read():
    ease = {
        page.slug: readability.reading_ease(page_text.claims(page)) for page in pages()
    }

    assert {slug: points for slug, points in ease.items() if points < EASY} == {}


def test_no_spanish_text_describes_a_sign_in_its_own_words():
    found = [text for path in WORDS for _, text in strings(written(path))]

    assert [text for text in found if SIGNS.search(text)] == []


def test_every_word_of_a_translated_page_is_spanish():
    left = {
        row["slug"]: [
            text
            for key, text in strings(row)
            if " " in text and key not in SAME and ENGLISH.search(NAMES.sub("", text))
        ]
        for _, row in spanish_pages._pages()
    }

    assert {slug: each for slug, each in left.items() if each} == {}


@pytest.mark.parametrize("path", WORDS, ids=str)
def test_a_spanish_file_repeats_no_code(path):
    found = [text for _, text in strings(written(path))]

    assert [each for each in found if re.fullmatch(r"(RF|HL|HN|LP|R)\d+C?", each)] == []


def test_links_in_a_spanish_text_stay_in_spanish(spanish_answers):
    away = {
        page.slug: each["href"]
        for page, shown in spanish_answers
        for each in shown.select("main :is(.prose, .story) a[href^='/']")
        if not each["href"].startswith("/es/")
    }

    assert away == {}


def test_loading_the_spanish_pages_again_changes_nothing():
    before = [(page.pk, page.latest_revision_id) for page in pages()]

    spanish_pages.load()

    assert [(page.pk, page.latest_revision_id) for page in pages()] == before


def test_a_spanish_page_shows_as_many_warnings_as_the_english(answers, spanish_answers):
    english = {page.translation_key: warnings(shown) for page, shown in answers}
    found = {page.translation_key: warnings(shown) for page, shown in spanish_answers}

    assert found == {key: english[key] for key in found}


def warnings(shown):
    """How many signs there are on each card of a page, in order."""
    return [(card["class"], len(card.select("li"))) for card in shown.select(".care")]


@pytest.mark.parametrize(
    "model",
    [ClinicDetails, Treatment, Condition, Exercise, ExerciseStep, Therapist, Closure],
)
def test_every_word_of_a_row_that_spanish_pages_show_is_translated(model):
    left = {str(row): missing(row, "es") for row in model.objects.all()}

    assert {name: words for name, words in left.items() if words} == {}


def test_spanish_pages_show_the_words_of_rows_in_spanish(spanish_answers):
    [shown] = [shown for page, shown in spanish_answers if page.slug == "tratamientos"]

    assert texts(shown, ".prices tbody th a")[:2] == [
        "Primera cita y evaluación",
        "Psoas y flexores de la cadera",
    ]
