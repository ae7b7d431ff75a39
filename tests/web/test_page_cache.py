"""Which pages are sent a second time as they were, and to whom."""

from datetime import date

import pytest
from django.core.cache import caches

from care.models import ExerciseIndexPage, ExercisePage
from content.models import TextPage
from tests import pages

pytestmark = pytest.mark.django_db

OPENINGS = ("openings", {"heading": "Times", "condition": None})


@pytest.fixture(autouse=True)
def kept_for_ten_seconds(settings):
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


def test_a_reader_gets_what_the_last_one_got(client, policy, django_assert_num_queries):
    first = client.get(policy.url)
    change(policy, "Other")

    with django_assert_num_queries(0):
        second = client.get(policy.url)

    assert second.content == first.content
    assert second.headers == first.headers


def test_ten_seconds_later_it_is_read_again(client, policy, time_machine):
    time_machine.move_to("2030-05-01 12:00", tick=False)
    client.get(policy.url)
    change(policy, "Other")

    time_machine.shift(11)

    assert "Other" in client.get(policy.url).text


def test_who_has_a_session_sees_what_is_there_now(client, policy, admin_user):
    client.get(policy.url)
    change(policy, "Other")
    client.force_login(admin_user)

    assert "Other" in client.get(policy.url).text


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Host": "127.0.0.1"}])
def test_another_request_gets_its_own_answer(client, policy, headers):
    client.get(policy.url)
    change(policy, "Other")

    assert "Other" in client.get(policy.url, headers=headers).text
    assert "Other" in client.get(policy.url, {"thanks": 1}).text


def test_a_preview_is_made_anew(client, policy):
    client.get(policy.url, headers={"Host": "localhost"})
    policy.title = "Other"

    assert "Other" in policy.make_preview_request().text


def test_nothing_is_kept_for_somebody_else_from_a_session(client, policy, admin_user):
    client.force_login(admin_user)
    client.get(policy.url)

    assert not is_kept(policy)


def test_an_exercise_is_kept(client):
    row = pages.exercise()
    page = pages.index(ExerciseIndexPage, "self-care").add_child(
        instance=ExercisePage(title=row.name, slug=row.slug, exercise=row)
    )
    client.get(page.url)

    assert is_kept(page)


@pytest.mark.parametrize(
    ("fields", "may_be_cached"),
    [
        ({"takes_comments": False}, True),
        ({"published_on": date(2020, 1, 1)}, True),
        ({}, False),
        ({"takes_comments": False, "body": [OPENINGS]}, False),
    ],
)
def test_an_article_without_comments_and_times_is_kept(client, fields, may_be_cached):
    article = pages.article(**fields)
    client.get(article.url)

    assert is_kept(article) is may_be_cached


def test_pages_with_times_or_places_left_or_consent_are_not_kept(client):
    everything = [
        pages.home(),
        pages.condition_page(),
        pages.event(),
        pages.interview(pages.therapist()),
    ]
    for page in everything:
        assert client.get(page.url).status_code == 200

    assert not any(map(is_kept, everything))


def is_kept(page):
    return f"testserver{page.url}" in caches["pages"]
