"""Benchmarks: what the site costs, on a throw-away database. Never timed tests.

Run them with ./script/bench; importing this package prepares Django for them.
"""

import importlib
import os
import tempfile

import django

_folder = tempfile.TemporaryDirectory(prefix="plumbline-bench-")

importlib.import_module("tests.environment")
_sqlite = f"sqlite:///{_folder.name}/bench.sqlite3"
os.environ.update(
    # Never DATABASE_URL: a benchmark empties what it is given.
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", _sqlite),
    DJANGO_SETTINGS_MODULE="clinic.settings",
    DEMO="1",
    VAR_DIR=_folder.name,
    HOLDS_PER_ADDRESS="100000",
    POSTS_PER_MINUTE="1000000",
    LOG_LEVEL="CRITICAL",
)
django.setup()
