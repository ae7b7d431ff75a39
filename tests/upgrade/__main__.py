"""`python -m tests.upgrade keep NAME` or `check NAME`; see `filled.py`."""

import sys
from importlib import import_module

import django

from tests import environment

environment.os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
django.setup()
filled = import_module("tests.upgrade.filled")

verb, name = sys.argv[1:]
if verb == "keep":
    filled.keep(name)
else:
    differences = filled.differences(name)
    for fact, was, now in differences:
        sys.stderr.write(f"{fact}:\n  was {was}\n  now {now}\n")
    sys.exit(bool(differences))
