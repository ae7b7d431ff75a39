"""The benchmarks start; what they measure is not a matter of tests."""

import subprocess
import sys

from django.conf import settings

FIND_THE_DEMO = """
from bench import bookings, clinic, openings, reading, wire
from django.core.management import get_commands
print(get_commands()["demo"])
"""


def test_every_benchmark_finds_its_modules_and_the_demo_clinic():
    done = subprocess.run(
        [sys.executable, "-c", FIND_THE_DEMO],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert (done.stdout, done.stderr) == ("demo\n", "")
