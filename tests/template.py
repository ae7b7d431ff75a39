"""Make ahead what the tests copy: the migrated SQLite database; prints its path.

With --demo also the demo clinic.
"""

import sys
from importlib import import_module

import django

from tests import environment

if __name__ == "__main__":
    environment.os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    django.setup()
    template = import_module("tests.databases").sqlite_template()
    sys.stdout.write(f"{template}\n")
    if "--demo" in sys.argv:
        import_module("tests.demo_clinic").loaded()
