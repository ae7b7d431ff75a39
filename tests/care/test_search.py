"""The search: grouped results, forgiving spelling, and private queries."""

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from booking.models import TreatmentIndexPage
from care.models import EmptySearch, ExerciseIndexPage, ExercisePage, Muscle, Term
from tests import pages
from tests.screens import links, text, texts

pytestmark = pytest.mark.django_db

LOW_BACK, HIPS = "Low back pain", "Hip stretches for tight hips"


@pytest.fixture(autouse=True)
def site(indexed):
    Muscle.objects.create(
        name="Psoas major", slug="psoas-major", misspellings=["soas", "so-as"]
    )
    Term.objects.create(name="Sciatica", slug="sciatica", misspellings=["siatica"])
    pages.article("psoas", title="Meet your psoas")
    pages.condition_page("sciatica")


def test_results_are_counted_and_grouped_by_kind(client):
    page = client.get("/search/?q=psoas")

    assert text(page, "[role=status]") == "1 result for “psoas”."
    assert texts(page, ".results h2") == ["Articles 1"]
    assert links(page, ".results a") == {"Meet your psoas": "/articles/psoas/"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("soas", "psoas"),
        ("so-as", "psoas"),
        ("siatica", "sciatica"),
        ("sciatca", "sciatica"),
    ],
)
def test_a_misspelled_query_finds_what_was_meant(client, typed, meant):
    page = client.get("/search/", {"q": typed})

    assert text(page, "[role=status]") == (
        f"1 result for “{meant}”, because there was nothing for “{typed}”."
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lower back pain", LOW_BACK),
        ("LUMBAR", LOW_BACK),
        ("stiff hips", HIPS),
        ("exercises for the psoas", "Bridge"),
        ("what does it cost", "Treatments and prices"),
    ],
)
def test_synonyms_find_the_same_page(client, typed, found):
    pages.condition_page("low-back-pain", title=LOW_BACK)
    pages.article("hips", title=HIPS)
    pages.home().add_child(
        instance=TreatmentIndexPage(title="Treatments and prices", slug="prices")
    )
    row = pages.exercise("bridge")
    pages.index(ExerciseIndexPage, "self-care").add_child(
        instance=ExercisePage(title="Bridge", slug="bridge", exercise=row)
    )

    # What else is found, and in which order, differs between the engines.
    assert found in texts(client.get("/search/", {"q": typed}), ".results a")


def test_a_match_in_the_title_ranks_first(client):
    pages.article("one", title="Neck", standfirst="Low back pain. Low back pain.")
    pages.article("two", title="Low back pain")

    page = client.get("/search/?q=lower back pain")

    assert texts(page, ".results a") == ["Low back pain", "Neck"]


@pytest.mark.parametrize("words", ["numb between my legs", "No puedo orinar"])
def test_a_query_describing_an_emergency_shows_where_to_get_help(client, words):
    page = client.get("/search/", {"q": words})

    assert texts(page, ".page-head :is(h1, h2)") == [
        "If this is about you, get help first",
        "Search",
    ]
    assert texts(client.get("/search/?q=psoas"), ".care") == []


def test_promoted_pages_come_first(client):
    query = Query.get("psoas")
    article = pages.article("tight", title="Tight or tired")
    SearchPromotion.objects.create(query=query, page=article, sort_order=0)

    page = client.get("/search/?q=Psoas")

    assert texts(page, ".results h2") == ["Start here", "Articles 1"]
    assert links(page, ".results--promoted a") == {"Tight or tired": "/articles/tight/"}


def test_queries_without_results_are_counted_for_editors(client):
    for _ in range(2):
        client.get("/search/?q=Zebra  stripes")

    row = EmptySearch.objects.get()
    assert (row.words, row.times) == ("zebra stripes", 2)


@pytest.mark.parametrize("words", ["me@example.com", "call 5550142", "   "])
def test_queries_that_may_be_private_are_not_recorded(client, words):
    assert client.get("/search/", {"q": words}).status_code == 200
    assert not EmptySearch.objects.exists()


@pytest.mark.parametrize("words", ['"', "a" * 5000, "\x00", "'; drop table", "*"])
def test_unusual_input_does_not_break_the_search(client, words):
    assert client.get("/search/", {"q": words}).status_code == 200
