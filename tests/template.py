"""Make the migrated SQLite database of the tests ahead, and print where it lies."""

import sys
from importlib import import_module

import django

from tests import environment

if __name__ == "__main__":
    environment.os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    django.setup()
    template = import_module("tests.databases").sqlite_template()
    sys.stdout.write(f"{template}\n")
