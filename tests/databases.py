"""The test database: migrated once, kept under `var/tests`, copied for each process.

A template is named by a hash of the migrations, of what fills the first rows and of
the lock file, so that another state of the project makes another template. SQLite
copies a file. PostgreSQL copies a template database, which is read from a kept dump
where `pg_dump` is at hand.

A test that commits (`transactional_db`, `live_server`) leaves tables flushed, which
would also take Wagtail's root page and our own first rows; `restore` puts them back.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from clients import canaries

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "var" / "tests"
FIRST_ROWS = (
    "clients/canaries.py",
    "clinic/roles.py",
    "intake/questionnaires/first_visit.toml",
    "intake/questionnaires/en/first_visit.toml",
    "intake/questionnaires/es/first_visit.toml",
    "requirements.lock",
)
MIGRATE = """
import django
from tests import environment
django.setup()
from tests import databases
databases._migrate()
databases.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
"""
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "alone")


class SQLite:
    """A file for this process, copied from a migrated template."""

    def __init__(self, folder):
        self.template = sqlite_template()
        self.live = folder / "test.sqlite3"

    def create(self):
        shutil.copy(self.template, self.live)
        self.use(self.live)

    def use(self, path):
        """Have Django read and write another file."""
        _connect_to(path)

    def restore(self):
        connection.ensure_connection()
        with closing(sqlite3.connect(self.template)) as source:
            source.backup(connection.connection)

    def destroy(self):
        connection.close()


class PostgreSQL:
    """A database for this process, with its first rows kept as text."""

    def __init__(self, folder):
        self.template = f"plumbline_{_state()}"
        self.name = f"test_plumbline_{PROCESS}_{os.getpid()}"
        self.rows = {}

    def create(self):
        self.server = connection.settings_dict["NAME"]
        with one_process_at_a_time():
            if not self._exists(self.template):
                self._make_template()
            self._on_server(f'CREATE DATABASE {self.name} TEMPLATE "{self.template}"')
        _connect_to(self.name)
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                with cursor.copy(f'COPY "{table}" TO STDOUT') as out:
                    rows = b"".join(bytes(part) for part in out)
                if rows:
                    self.rows[table] = rows

    def restore(self):
        with connection.cursor() as cursor:
            tables = connection.introspection.table_names(cursor)
            names = ", ".join(f'"{table}"' for table in tables)
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(f"TRUNCATE {names}")
            for table, rows in self.rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as into:
                    into.write(rows)
            cursor.execute("SET session_replication_role = DEFAULT")
        ContentType.objects.clear_cache()

    def destroy(self):
        connection.close()
        self._on_server(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def _make_template(self):
        building, dump = f"{self.template}_building", KEPT / f"{_state()}.sql"
        self._on_server(f'DROP DATABASE IF EXISTS "{building}"')
        self._on_server(f'CREATE DATABASE "{building}"')
        _connect_to(building)
        if dump.exists():
            with psycopg.connect(**self._login(building)) as session:
                session.execute(dump.read_text())
        else:
            _migrate()
            self._dump(building, dump)
        connection.close()
        self._on_server(f'ALTER DATABASE "{building}" RENAME TO "{self.template}"')

    def _dump(self, name, path):
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))
        program = programs[-1] if programs else shutil.which("pg_dump")
        if program is None:
            return
        login = self._login(name)
        address = {"PGHOST": login["host"], "PGPORT": str(login["port"])}
        secret = {"PGUSER": login["user"], "PGPASSWORD": login["password"]}
        dumped = subprocess.run(
            [program, "--inserts", "--no-owner", "--no-privileges", name],
            env=os.environ | address | secret,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        # Lines that only psql understands begin with a backslash.
        lines = [line for line in dumped.splitlines() if not line.startswith("\\")]
        _write_whole(path, "\n".join(lines))

    def _exists(self, name):
        query = "SELECT count(*) FROM pg_database WHERE datname = %s"
        with psycopg.connect(**self._login(self.server)) as session:
            return bool(session.execute(query, [name]).fetchone()[0])

    def _on_server(self, statement):
        with psycopg.connect(**self._login(self.server), autocommit=True) as session:
            session.execute(statement)

    def _login(self, name):
        known = connection.settings_dict
        return {
            "host": known["HOST"],
            "port": known["PORT"] or 5432,
            "user": known["USER"],
            "password": known["PASSWORD"],
            "dbname": name,
        }


def for_this_engine(folder):
    """The database of this process, in a folder of its own."""
    return (SQLite if connection.vendor == "sqlite" else PostgreSQL)(folder)


def sqlite_template():
    """A migrated SQLite file with the first rows; made when there is none."""
    template = KEPT / f"{_state()}.sqlite3"
    with one_process_at_a_time():
        if not template.exists():
            _make_file(template)
    return template


@contextmanager
def one_process_at_a_time(making="database"):
    """Let the processes of a parallel run wait for the one that makes something."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{making}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make_file(template):
    building = template.with_suffix(".building")
    building.unlink(missing_ok=True)
    if connection.vendor != "sqlite":
        _migrate_elsewhere(building)
        building.rename(template)
        return
    before = connection.settings_dict["NAME"]
    _connect_to(building)
    _migrate()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _connect_to(before)
    building.rename(template)


def _migrate_elsewhere(path):
    """The same in a process of its own, while this one talks to another engine."""
    environment = {k: v for k, v in os.environ.items() if k != "TEST_DATABASE_URL"}
    environment |= {
        "DATABASE_URL": f"sqlite:///{path}",
        "DJANGO_SETTINGS_MODULE": "clinic.settings",
    }
    subprocess.run(
        [sys.executable, "-c", MIGRATE], cwd=ROOT, env=environment, check=True
    )


def _migrate():
    call_command("migrate", verbosity=0)
    call_command("roles", verbosity=0, stdout=sys.stderr)
    canaries.verify()


def _connect_to(name):
    connection.close()
    connection.settings_dict["NAME"] = str(name)


def _write_whole(path, text):
    part = path.with_suffix(".building")
    part.write_text(text)
    part.rename(path)


def _state():
    """A name for the migrations and first rows: another set, another template."""
    digest = hashlib.sha256()
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for _, migration in sorted(loader.disk_migrations.items()):
        digest.update(Path(sys.modules[migration.__module__].__file__).read_bytes())
    for name in FIRST_ROWS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()[:16]
