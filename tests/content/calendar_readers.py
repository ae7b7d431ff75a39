"""Two programs that read calendar files, and know nothing of each other or of us."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from icalendar import Calendar

ICAL_JS = settings.BASE_DIR / "var/node/node_modules/ical.js/dist/ical.js"
SCRIPT = Path(__file__).parent / "read_calendar.mjs"

needs_ical_js = pytest.mark.skipif(
    not (shutil.which("node") and ICAL_JS.exists()),
    reason="npm install --prefix var/node ical.js",
)


def parsed(text):
    """What icalendar makes of a file."""
    return Calendar.from_ical(text)


def event_of(text):
    """The one event of a file, as icalendar reads it."""
    [event] = parsed(text).walk("VEVENT")
    return event


def by_ical_js(text):
    """What ical.js makes of it: method, and the events with their starts in UTC."""
    read = subprocess.run(
        ["node", str(SCRIPT), str(ICAL_JS)],
        input=text,
        capture_output=True,
        check=True,
        text=True,
    )
    return json.loads(read.stdout)
