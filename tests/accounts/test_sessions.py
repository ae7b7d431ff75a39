"""A session of the team ends after 30 minutes without use, and after 12 hours."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import sessions
from accounts.roles import Role
from tests import factories
from tests.screens import texts

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SESSION = "/accounts/session/"

OPENED = {"Sec-Fetch-Dest": "document"}
FETCHED = {"Sec-Fetch-Dest": "empty"}


@pytest.fixture
def editor(sign_in):
    editor = sign_in(factories.staff(Role.EDITOR))
    session = editor.session
    sessions.begin(session, timezone.now())
    session.save()
    return editor


def age_session(editor, time, key=None):
    """Let time pass for a session: all of it, or one of its two clocks."""
    session = editor.session
    for each in [key] if key else [sessions.BEGAN, sessions.USED]:
        session[each] -= time.total_seconds()
    session.save()


def unused_for(editor):
    """For how long the session counts as unused."""
    seconds = timezone.now().timestamp() - editor.session[sessions.USED]
    return timedelta(seconds=round(seconds / 60) * 60)


def is_signed_in(editor, **headers):
    return editor.get("/admin/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("minutes", "stays"), [(29, True), (31, False), (13 * 24 * 60, False)]
)
def test_an_idle_session_ends_after_half_an_hour(editor, minutes, stays):
    age_session(editor, minutes * MINUTE, sessions.USED)

    assert is_signed_in(editor) is stays


@pytest.mark.parametrize(("hours", "stays"), [(11.9, True), (12.1, False)])
def test_an_active_session_ends_after_twelve_hours(editor, hours, stays):
    age_session(editor, hours * HOUR, sessions.BEGAN)

    assert is_signed_in(editor) is stays


def test_a_session_without_timestamps_counts_as_ended(editor):
    session = editor.session
    del session[sessions.BEGAN], session[sessions.USED]
    session.save()

    assert not is_signed_in(editor)


def test_an_ended_session_redirects_to_sign_in_and_back(editor):
    age_session(editor, HOUR)

    answer = editor.get("/admin/pages/", headers=OPENED)

    assert answer.url == "/accounts/login/?next=/admin/pages/"
    assert texts(editor.get(answer.url), ".flash") == [
        "You were signed out, to be safe. Nothing else happened."
    ]
    assert "Clear-Site-Data" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Dest": "document"},
        {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"},
    ],
)
def test_opening_a_page_counts_as_activity(editor, headers):
    age_session(editor, 20 * MINUTE, sessions.USED)

    editor.get("/admin/", headers=headers)

    assert unused_for(editor) == timedelta()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/admin/editing-sessions/ping/wagtailcore/page/1/1/"),
        ("get", "/admin/pages/1/results/"),
        ("post", "/admin/pages/1/edit/"),
        ("get", SESSION),
        ("get", "/admin/"),
    ],
)
def test_background_requests_do_not_count_as_activity(editor, method, path):
    age_session(editor, 20 * MINUTE, sessions.USED)

    getattr(editor, method)(path, headers=FETCHED)
    getattr(editor, method)(path, headers={"Accept": "application/json"})
    editor.get("/admin/", headers={"Sec-Fetch-Dest": "iframe"})

    assert unused_for(editor) == 20 * MINUTE


def test_activity_reported_by_the_page_extends_the_session(editor):
    age_session(editor, 20 * MINUTE, sessions.USED)

    answer = editor.post(SESSION, headers=FETCHED).json()

    assert unused_for(editor) == timedelta()
    assert answer["unused"] == 30 * 60


def test_activity_is_saved_at_most_once_a_minute(editor):
    age_session(editor, timedelta(seconds=40), sessions.USED)
    before = editor.session[sessions.USED]

    editor.post(SESSION)
    assert editor.session[sessions.USED] == before
    age_session(editor, timedelta(seconds=40), sessions.USED)
    editor.post(SESSION)

    assert editor.session[sessions.USED] > before


def test_the_session_endpoint_returns_the_time_left(editor):
    age_session(editor, 20 * MINUTE)

    answer = editor.get(SESSION).json()

    assert round(answer["unused"] / 60) == 10
    assert round(answer["whole"] / 60) == 700
    assert answer["warn"] == 300
    assert answer["signed_in"] is True


def test_the_session_endpoint_tells_a_signed_out_browser_nothing_more(editor, client):
    age_session(editor, HOUR)

    for each in (editor, client):
        assert each.get(SESSION).json() == {"signed_in": False}
        assert each.post(SESSION).json() == {"signed_in": False}


def test_public_pages_do_not_touch_the_session(editor):
    age_session(editor, HOUR)

    answer = editor.get("/healthz")

    assert "Cookie" not in answer.headers.get("Vary", "")
    assert sessions.BEGAN in editor.session
