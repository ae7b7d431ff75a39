"""Migrating a database of an earlier version keeps its visits and answers."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

HERE = Path(__file__).parent
VERSIONS = sorted(path.stem for path in HERE.glob("*.json"))


def is_of_today(version):
    """Whether no migration has come since a version, so that its tables are ours."""
    kept = json.loads((HERE / f"{version}.json").read_text())
    leaves = MigrationLoader(connection).graph.leaf_nodes()
    return kept["leaves"] == [list(leaf) for leaf in sorted(leaves)]


@contextmanager
def database_for(version, folder):
    """The address of a database of this engine: empty, or with the tables of today
    where these are the version's own, which spares making them."""
    made = is_of_today(version)
    if connection.vendor == "sqlite":
        if made:
            shutil.copy(pytest.database.template, folder / "upgraded.sqlite3")
        yield f"sqlite:///{folder / 'upgraded.sqlite3'}"
        return
    known = connection.settings_dict
    name = f"upgraded_{os.getpid()}"
    login = f"{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"
    server = f"postgresql://{login}/postgres"
    with psycopg.connect(server, autocommit=True) as session:
        template = f'TEMPLATE "{pytest.database.template}"' if made else ""
        session.execute(f"CREATE DATABASE {name} {template}")
        try:
            yield f"postgresql://{login}/{name}"
        finally:
            session.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
@pytest.mark.parametrize("version", VERSIONS)
def test_an_earlier_database_keeps_its_visits_and_answers(version, tmp_path):
    with database_for(version, tmp_path) as address:
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
