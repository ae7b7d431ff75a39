"""PostgreSQL goes away under the running site, and comes back."""

import os
import subprocess
import sys

import psycopg
import pytest
import requests
from django.conf import settings
from django.db import connection

from booking import links
from tests import factories, pages
from tests.booking import server
from tests.booking.flow import opening
from tests.network import Line
from tests.screens import texts

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="only PostgreSQL can be cut off"
    ),
]

LIMITS = """
from django.db import connection
cursor = connection.cursor()
for name in ("statement_timeout", "lock_timeout", "jit"):
    cursor.execute(f"SHOW {name}")
    print(cursor.fetchone()[0], end=" ")
"""
END_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
def line():
    """The way of the site to its database."""
    known = connection.settings_dict
    line = Line(known["HOST"], int(known["PORT"] or 5432))
    yield line
    line.cut()


@pytest.fixture
def paths(transactional_db):
    """One address of each kind of page."""
    factories.clinic("Imani")
    article, visit = pages.article("psoas"), factories.booked()
    return [
        "/book/",
        "/book/first-visit/times/?length=60",
        f"/visit/{links.shown(visit)}/",
        f"/health-form/{links.form_token(visit, links.shown(visit))}/",
        "/search/?q=psoas",
        "/sitemap.xml",
        "/admin/today/",
        article.url,
        "/nowhere/",
    ]


def through(line):
    """The address of the test database by that way."""
    known = connection.settings_dict
    login = f"{known['USER']}:{known['PASSWORD']}@127.0.0.1:{line.port}"
    return f"postgres://{login}/{known['NAME']}"


def statuses(address, paths):
    """{path: status} of every page, asked by somebody with a session."""
    cookies = {"sessionid": "a" * 32}
    answers = {
        path: requests.get(f"{address}{path}", cookies=cookies, timeout=30)
        for path in paths
    }
    return {path: answer.status_code for path, answer in answers.items()}


def test_every_kind_of_page_answers_503_until_the_database_is_back(line, paths):
    with server.running(
        processes=1, DATABASE_URL=through(line), PAGE_CACHE_SECONDS="0"
    ) as address:
        before = statuses(address, paths)
        assert max(before.values()) < 500

        line.cut()
        away = statuses(address, paths)
        press = server.Browser(address).press(opening())
        ready = requests.get(f"{address}/readyz", timeout=30)
        alive = requests.get(f"{address}/healthz", timeout=30)
        line.mend()
        after = statuses(address, paths)

    assert away == dict.fromkeys(paths, 503)
    assert (press.status_code, press.headers["Retry-After"]) == (503, "30")
    assert texts(press.text, ".page-head p") == [
        "The fault is ours, and it is usually over in a minute. Nothing you sent was "
        "half done: it was either kept whole or not at all.",
        "Wait a minute, go back one page and press the button again.",
        "If you were booking, look for our confirmation e-mail first.",
        "If it cannot wait, call (212) 555-0142 .",
    ]
    assert (ready.status_code, ready.text) == (503, "no database\n")
    assert alive.status_code == 200
    assert after == before


def test_terminated_database_connections_are_reopened(line, paths):
    with server.running(processes=1, DATABASE_URL=through(line)) as address:
        before = statuses(address, paths)

        with psycopg.connect(through(line)) as session:
            session.execute(END_SESSIONS)
        after = statuses(address, paths)

    connection.close()
    assert after == before


def test_the_site_starts_without_its_database_and_serves_once_it_is_up(line, paths):
    line.cut()
    with server.running(processes=1, DATABASE_URL=through(line)) as address:
        away = statuses(address, ["/book/"])
        line.mend()
        after = statuses(address, ["/book/"])

    assert (away, after) == ({"/book/": 503}, {"/book/": 200})


@pytest.mark.parametrize(
    ("start", "limits"),
    [("import clinic.wsgi", "20s 10s off"), ("django.setup()", "0 0 off")],
    ids=["pages", "commands"],
)
def test_pages_have_database_timeouts_and_commands_have_none(start, limits):
    asks = f"import django; {start}{LIMITS}"

    said = subprocess.run(
        [sys.executable, "-c", asks],
        env=os.environ | {"DATABASE_URL": server.database_url()},
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
        text=True,
    )

    assert said.stdout.strip() == limits
