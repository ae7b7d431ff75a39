"""Migrating a database of an earlier version keeps its visits and answers."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

VERSIONS = sorted(path.stem for path in Path(__file__).parent.glob("*.json"))


@contextmanager
def empty_database(folder):
    """The address of a database of this engine that holds nothing."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'upgraded.sqlite3'}"
        return
    known = connection.settings_dict
    name = f"upgraded_{os.getpid()}"
    login = f"{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"
    server = f"postgresql://{login}/postgres"
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql://{login}/{name}"
        finally:
            session.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
@pytest.mark.parametrize("version", VERSIONS)
def test_an_earlier_database_keeps_its_visits_and_answers(version, tmp_path):
    with empty_database(tmp_path) as address:
        done = subprocess.run(
            [sys.executable, "-m", "tests.upgrade", "check", version],
            env={**os.environ, "DATABASE_URL": address, "TEST_DATABASE_URL": address},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=300,
        )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_first_version_is_among_those_tested():
    assert "first" in VERSIONS
