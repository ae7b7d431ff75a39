"""The database is away or busy: 503, when to come back, and what to do meanwhile."""

import sqlite3
from contextlib import ExitStack

import psycopg
import pytest
from django.core.cache import cache
from django.core.checks import Error
from django.db import OperationalError, connection
from django.test import Client as Browser
from redis import exceptions as redis

from clinic import unavailable
from tests import factories
from tests.booking import flow
from tests.screens import heading, links, text

pytestmark = pytest.mark.django_db


def is_outage_page(answer):
    """Whether an answer is our own page for an outage."""
    return (
        answer.status_code == 503
        and answer.headers["Retry-After"] == "30"
        and heading(answer) == "We cannot show this page just now"
    )


@pytest.fixture
def visitor():
    return Browser(raise_request_exception=False)


@pytest.fixture
def away():
    """Have every query meet an error from now on."""
    with ExitStack() as stack:

        def away(error):
            def fail(*query):
                raise error

            cache.clear()
            stack.enter_context(connection.execute_wrapper(fail))

        yield away


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("server closed the connection unexpectedly"),
        OperationalError("canceling statement due to lock timeout"),
        OperationalError("database is locked"),
        redis.ConnectionError("refused"),
        redis.TimeoutError("too slow"),
    ],
)
def test_an_outage_is_answered_with_a_calm_503_page(visitor, away, error):
    away(error)

    answer = visitor.get("/book/")

    assert is_outage_page(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer.headers


def test_a_missing_table_is_answered_with_500(visitor, away):
    away(OperationalError("no such table: clinic_page"))

    assert visitor.get("/book/").status_code == 500


def test_the_outage_page_shows_the_last_known_phone_number(visitor, away):
    factories.clinic("Imani")
    visitor.get("/book/")

    away(OperationalError("gone"))

    assert links(visitor.get("/book/"), "a[href^=tel]") == {
        "(212) 555-0142": "tel:+1-212-555-0142"
    }


def test_the_outage_page_tells_how_to_repeat_the_request(visitor, away):
    away(OperationalError("gone"))

    opened, pressed = visitor.get("/book/"), flow.press(visitor)

    assert text(opened, ".lead + p") == "Try again"
    assert links(opened, ".button") == {"Try again": ""}
    assert text(pressed, ".lead + p") == (
        "Wait a minute, go back one page and press the button again."
    )


def test_an_outage_in_a_middleware_gets_the_same_page(visitor, monkeypatch):
    def down(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", down)
    visitor.cookies["sessionid"] = "a" * 32

    assert is_outage_page(visitor.get("/admin/"))


def test_nothing_is_served_before_the_checks_have_passed(visitor, unproven):
    answers = iter([OperationalError("away"), None])

    def check(app_configs, **options):
        error = next(answers)
        if error:
            raise error
        return []

    unproven(check)

    assert is_outage_page(visitor.get("/robots.txt"))
    assert visitor.get("/robots.txt").status_code == 200


def test_a_site_that_turns_out_unsafe_terminates_itself(
    visitor, unproven, monkeypatch, caplog
):
    ended = []
    unproven(lambda app_configs, **options: [Error("FIELD_KEYS lacks a key.")])
    monkeypatch.setattr(unavailable.os, "kill", lambda pid, sign: ended.append(sign))

    assert is_outage_page(visitor.get("/robots.txt"))
    assert ended == [unavailable.signal.SIGTERM]
    assert [
        record.getMessage()
        for record in caplog.records
        if record.name == "clinic.unavailable"
    ] == ["The site stops: FIELD_KEYS lacks a key."]


def test_a_locked_database_file_gets_the_same_page(
    visitor, transactional_db, time_machine
):
    time_machine.move_to(factories.NOW, tick=False)
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite locks its file")
    factories.clinic("Imani")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=100")
    other = sqlite3.connect(connection.settings_dict["NAME"])
    other.execute("BEGIN IMMEDIATE")
    try:
        answer = flow.press(visitor)
    finally:
        other.rollback()
        other.close()
        connection.close()

    assert is_outage_page(answer)
    assert flow.press(visitor).status_code == 302


def test_a_row_locked_too_long_gets_the_same_page(
    visitor, transactional_db, time_machine
):
    time_machine.move_to(factories.NOW, tick=False)
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL locks rows")
    factories.clinic("Imani")
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 100")
    known = connection.get_connection_params()
    login = {name: known[name] for name in ("dbname", "user", "host", "port")}
    login["password"] = known.get("password")
    with psycopg.connect(**login) as other:
        other.execute("SELECT id FROM booking_resource FOR UPDATE")
        answer = flow.press(visitor)
        other.rollback()
    connection.close()

    assert is_outage_page(answer)
    assert flow.press(visitor).status_code == 302
