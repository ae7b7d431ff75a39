"""The test database: migrated once, kept, and put back after a test that commits.

SQLite: a file is migrated once for a given set of migrations and copied for each
session. PostgreSQL: the migrated rows are kept as COPY text. A test that commits
(`transactional_db`, `live_server`) leaves tables flushed, which would also take
Wagtail's root page and our own first rows; both are put back before the next test.
"""

import hashlib
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test.utils import setup_databases, teardown_databases

CACHE = Path(__file__).parent.parent / "var" / "tests"


class SQLite:
    """A file for this session, copied from a migrated template."""

    def __init__(self, folder):
        self.template = CACHE / f"{_migrations_hash()}.sqlite3"
        self.live = folder / "test.sqlite3"

    def create(self):
        connection.close()
        if not self.template.exists():
            self._migrate()
        shutil.copy(self.template, self.live)
        self._use(self.live)

    def restore(self):
        connection.ensure_connection()
        with closing(sqlite3.connect(self.template)) as source:
            source.backup(connection.connection)

    def destroy(self):
        connection.close()

    def _migrate(self):
        CACHE.mkdir(parents=True, exist_ok=True)
        building = self.template.with_suffix(".building")
        building.unlink(missing_ok=True)
        self._use(building)
        call_command("migrate", verbosity=0)
        call_command("roles", verbosity=0, stdout=sys.stderr)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        building.rename(self.template)

    def _use(self, path):
        connection.close()
        connection.settings_dict["NAME"] = str(path)


class PostgreSQL:
    """A database for this session, with its first rows kept as text."""

    def __init__(self, folder):
        self.rows = {}

    def create(self):
        self.config = setup_databases(verbosity=0, interactive=False)
        call_command("roles", verbosity=0, stdout=sys.stderr)
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
        teardown_databases(self.config, verbosity=0)


def for_this_engine(folder):
    return (SQLite if connection.vendor == "sqlite" else PostgreSQL)(folder)


def _migrations_hash():
    """A name for the migrations and the roles: another set, another template."""
    digest = hashlib.sha256()
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for _, migration in sorted(loader.disk_migrations.items()):
        digest.update(Path(sys.modules[migration.__module__].__file__).read_bytes())
    root = Path(__file__).parent.parent
    digest.update((root / "clinic" / "roles.py").read_bytes())
    digest.update((root / "intake/questionnaires/first_visit.toml").read_bytes())
    return digest.hexdigest()[:16]
