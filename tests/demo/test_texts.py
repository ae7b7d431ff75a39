"""The texts of the demo: readable, careful, and each claim with its evidence."""

import json

import pytest
from wagtail.models import Locale, Page

from blog.models import ArticlePage, Comment, ConditionPage
from care.models import Exercise
from content import page_text, readability
from demo.loader.texts import read
from tests.screens import text, texts

EASY = 8.0
EVIDENCE = 9.0
LONGEST_TITLE = 60
LONGEST_DESCRIPTION = 160
WORDS = range(500, 901)
FILES = (
    "comments",
    "events",
    "exercises",
    "faq",
    "glossary",
    "interviews",
    "locations",
    "muscles",
    "suggestions",
    "techniques",
    "testimonials",
    "therapists",
    "treatments",
)


def evidence_of(page):
    blocks = [*getattr(page, "evidence", []), *getattr(page, "body", [])]
    return [block.value for block in blocks if block.block_type == "evidence"]


def claims():
    return [
        claim
        for page in pages()
        for value in evidence_of(page)
        for claim in value["claims"]
    ]


def pages():
    """Every English page; the grades are those of English."""
    english = Page.objects.live().filter(locale=Locale.get_default())
    return list(english.filter(depth__gt=1).specific().order_by("path"))


def test_every_page_is_readable_at_age_fourteen():
    hard = {
        page.title: round(readability.reading_grade(page_text.claims(page)), 1)
        for page in pages()
        if readability.reading_grade(page_text.claims(page)) > EASY
    }

    assert hard == {}


@pytest.mark.parametrize("name", FILES)
def test_texts_outside_pages_are_as_readable(name):
    words = "\n".join(sentences(read(name)))

    assert readability.reading_grade(words) <= EASY
    assert readability.banned_words(words) == []


def sentences(value):
    """Every text of a file that is longer than a few words, without what it quotes."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in page_text.QUOTED:
                yield from sentences(each)
    elif isinstance(value, list):
        for each in value:
            yield from sentences(each)
    elif isinstance(value, str) and len(value.split()) > 5:
        yield value


def test_evidence_notes_stay_within_their_reading_grade():
    notes = [str(claim["text"]) for claim in claims()]
    notes += Exercise.objects.values_list("evidence_note", flat=True)

    assert [note for note in notes if readability.reading_grade(note) > EVIDENCE] == []


def test_no_text_promises_too_much():
    found = {
        page.title: readability.banned_words(page_text.promises(page))
        for page in pages()
    }

    assert {title: words for title, words in found.items() if words} == {}


def test_every_health_page_has_one_evidence_block():
    health = [
        *ArticlePage.objects.live(),
        *ConditionPage.objects.live().exclude(what_it_is=""),
    ]

    assert len(health) == 16 + 13 + 4  # four of them in Spanish
    assert [page.title for page in health if len(evidence_of(page)) != 1] == []
    assert not Exercise.objects.filter(evidence_note="").exists()


def test_every_article_has_a_reasonable_length():
    lengths = {
        page.slug: len(readability.plain(page_text.claims(page)).split())
        for page in ArticlePage.objects.live()
    }

    assert {slug: n for slug, n in lengths.items() if n not in WORDS} == {}


def test_every_link_inside_a_text_is_resolved(all_answers):
    lost = "a:not([href]), a[href^='page:']"

    assert [page.title for page, shown in all_answers if shown.select(lost)] == []


def test_comments_that_may_be_urgent_are_not_published():
    urgent = Comment.objects.filter(may_be_urgent=True)

    assert [comment.status for comment in urgent] == [Comment.Status.REJECTED]


def test_every_sample_testimonial_is_labelled(answers):
    for page, shown in answers:
        samples = texts(shown, ".testimonial .testimonial__sample")
        count = len(shown.select(".testimonial"))
        assert samples == ["Sample text – not a real client"] * count, page.title


@pytest.mark.parametrize("language", ["answers", "spanish_answers"])
def test_titles_and_descriptions_are_short_and_unique(language, request):
    answers = request.getfixturevalue(language)
    titles = [text(shown, "title") for _, shown in answers]
    descriptions = [page.search_description for page, _ in answers]

    assert [title for title in titles if len(title) > LONGEST_TITLE] == []
    assert [each for each in descriptions if len(each) > LONGEST_DESCRIPTION] == []
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)
    assert "" not in descriptions


def test_structured_data_contains_only_visible_text(all_answers):
    hidden = []
    for page, shown in all_answers:
        [script] = shown.select("script[type='application/ld+json']")
        visible = text(shown, "main")
        for thing in json.loads(script.string)["@graph"]:
            named = thing.get("headline") or thing.get("name")
            if thing["@type"] not in ("Organization", "WebSite"):
                hidden += (
                    [(page.title, named)]
                    if named and named.split(",")[-1].strip() not in visible
                    else []
                )
            assert "review" not in thing
            assert "aggregateRating" not in thing

    assert hidden == []


def test_every_picture_has_alternative_text(all_answers):
    without = "img:not([alt])"

    assert [page.title for page, shown in all_answers if shown.select(without)] == []


def test_ids_are_unique_within_a_page(all_answers):
    twice = {}
    for page, shown in all_answers:
        ids = [each["id"] for each in shown.select("[id]")]
        repeated = {name for name in ids if ids.count(name) > 1}
        if repeated:
            twice[page.title] = repeated

    assert twice == {}
