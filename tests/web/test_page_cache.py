"""Which pages are served from the page cache, and to whom."""

from datetime import date

import pytest
from django.core.cache import caches

from care.models import ExerciseIndexPage, ExercisePage
from content.models import TextPage
from tests import pages
from tests.screens import heading

pytestmark = pytest.mark.django_db

OPENINGS = ("openings", {"heading": "Times", "condition": None})


@pytest.fixture(autouse=True)
def cached_for_ten_seconds(settings):
    settings.PAGE_CACHE_SECONDS = 10
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def policy():
    return pages.home().add_child(instance=TextPage(title="Privacy", slug="privacy"))


def change(page, title):
    page.title = title
    page.save()


def test_a_second_reader_gets_the_cached_page(
    client, policy, django_assert_num_queries
):
    first = client.get(policy.url)
    change(policy, "Other")

    with django_assert_num_queries(0):
        second = client.get(policy.url)

    assert second.content == first.content
    assert second.headers == first.headers


def test_a_cached_page_expires_after_ten_seconds(client, policy, time_machine):
    time_machine.move_to("2030-05-01 12:00", tick=False)
    client.get(policy.url)
    change(policy, "Other")

    time_machine.shift(11)

    assert heading(client.get(policy.url)) == "Other"


def test_a_signed_in_user_bypasses_the_page_cache(client, policy, admin_user):
    client.get(policy.url)
    change(policy, "Other")
    client.force_login(admin_user)

    assert heading(client.get(policy.url)) == "Other"


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Host": "127.0.0.1"}])
def test_a_request_with_other_headers_or_query_is_not_cached(client, policy, headers):
    client.get(policy.url)
    change(policy, "Other")

    assert heading(client.get(policy.url, headers=headers)) == "Other"
    assert heading(client.get(policy.url, {"thanks": 1})) == "Other"


def test_a_preview_bypasses_the_page_cache(client, policy):
    client.get(policy.url, headers={"Host": "localhost"})
    policy.title = "Other"

    assert heading(policy.make_preview_request()) == "Other"


def test_a_page_requested_with_a_session_is_not_cached(client, policy, admin_user):
    client.force_login(admin_user)
    client.get(policy.url)

    assert not is_cached(policy)


def test_exercise_page_is_served_from_the_page_cache(client):
    row = pages.exercise()
    page = pages.index(ExerciseIndexPage, "self-care").add_child(
        instance=ExercisePage(title=row.name, slug=row.slug, exercise=row)
    )
    client.get(page.url)

    assert is_cached(page)


@pytest.mark.parametrize(
    ("fields", "may_be_cached"),
    [
        ({"takes_comments": False}, True),
        ({"published_on": date(2020, 1, 1)}, True),
        ({}, False),
        ({"takes_comments": False, "body": [OPENINGS]}, False),
    ],
)
def test_an_article_is_cached_only_without_comments_and_times(
    client, fields, may_be_cached
):
    article = pages.article(**fields)
    client.get(article.url)

    assert is_cached(article) is may_be_cached


def test_pages_with_times_places_left_or_consent_are_not_cached(client):
    everything = [
        pages.home(),
        pages.condition_page(),
        pages.event(),
        pages.interview(pages.therapist()),
    ]
    for page in everything:
        assert client.get(page.url).status_code == 200

    assert not any(map(is_cached, everything))


def is_cached(page):
    return f"testserver{page.url}" in caches["pages"]
