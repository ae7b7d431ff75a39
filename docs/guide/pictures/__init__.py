"""The pictures of the guides, taken of the demo clinic: ./script/guide-pictures

Importing this package prepares Django, for a throw-away folder of its own.
"""

import importlib
import os
import tempfile

import django

_folder = tempfile.TemporaryDirectory(prefix="plumbline-pictures-")

importlib.import_module("tests.environment")
os.environ.update(
    DATABASE_URL=f"sqlite:///{_folder.name}/unused.sqlite3",
    DJANGO_SETTINGS_MODULE="clinic.settings",
    VAR_DIR=_folder.name,
    LOG_LEVEL="CRITICAL",
)
django.setup()
