"""A process that is unsafe does not start; one that cannot reach its database does."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError, ProgrammingError

from clinic import startup
from clinic.startup import Unsafe
from tests.booking.server import database_url

SITE = [sys.executable, "-c", "import clinic.wsgi"]
WORKER = [sys.executable, "manage.py", "worker", "--once"]
PUBLIC = {"SITE_URL": "https://clinic.example.org", "DEMO": "1"}
CARELESS = {"SITE_URL": "http://clinic.example.org", "DEBUG": "1", "SECRET_KEY": "x"}


def run(command, **variables):
    """(exit code, what stood on standard error) of a process of its own."""
    environment = os.environ | {"DATABASE_URL": database_url(), "LOG_LEVEL": "ERROR"}
    done = subprocess.run(
        command,
        env=environment | variables,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("variables", "reasons"),
    [
        (PUBLIC, ["DEMO=1 is for this machine alone"]),
        (
            CARELESS,
            [
                "DEBUG=1 is for this machine alone",
                "SECRET_KEY is too easy to guess",
                "SITE_URL is http://clinic.example.org",
            ],
        ),
        ({"SECRET_KEY": ""}, ["Set SECRET_KEY: see .env.example."]),
        ({"FIELD_KEYS": "k1:AAAA"}, ["Entry 1 of FIELD_KEYS is not base64 of 32 byte"]),
        ({"FIELD_KEYS": f"test:{'B' * 43}="}, ["FIELD_KEYS lacks the key "]),
        ({"PROXY_COUNT": "one"}, ["PROXY_COUNT is not a whole number."]),
    ],
)
def test_an_unsafe_site_does_not_start_and_says_why(
    transactional_db, variables, reasons
):
    code, said = run(SITE, **variables)

    assert code == startup.NOT_AGAIN
    begins = [f"The site does not start: {reason}" for reason in reasons]
    lines = sorted(said.splitlines())  # Django runs its checks in any order
    assert [line[: len(begin)] for line, begin in zip(lines, begins, strict=True)] == (
        begins
    )


def test_a_worker_with_an_unsafe_configuration_does_not_start(transactional_db):
    code, said = run(WORKER, **PUBLIC)

    assert code == 1
    assert "DEMO=1 is for this machine alone" in said
    assert "Traceback" not in said


def test_a_safe_site_starts_silently(transactional_db):
    assert run(SITE) == (0, "")


def test_a_database_without_tables_stops_the_start(tmp_path):
    code, said = run(SITE, DATABASE_URL=f"sqlite:///{tmp_path / 'empty'}")

    assert (code, said) == (3, f"The site does not start: {startup.NO_TABLES}\n")


def test_an_unreachable_database_does_not_stop_the_start():
    away = "postgres://nobody@127.0.0.1:9/nothing"

    code, said = run(SITE, DATABASE_URL=away, LOG_LEVEL="WARNING")

    assert code == 0
    assert "The database does not answer; pages wait for it" in said


@pytest.mark.parametrize(
    "error",
    [ProgrammingError("relation does not exist"), OperationalError("no such table: x")],
)
def test_a_missing_table_counts_as_unsafe_and_not_as_an_outage(unproven, error):
    def check(app_configs, **options):
        raise error

    unproven(check)

    with pytest.raises(Unsafe, match="manage.py migrate"):
        startup.prove()


def test_a_check_that_passed_is_not_repeated(unproven):
    asked = []

    def fragile(app_configs, **options):
        asked.append("fragile")
        if len(asked) < 2:
            raise OperationalError("away")
        return []

    unproven(fragile)

    for _ in range(3):
        startup.verify()
    assert asked == ["fragile", "fragile"]
    assert startup.is_proven()
