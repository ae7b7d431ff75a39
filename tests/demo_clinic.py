"""The demo clinic as a folder: its database and pictures, loaded once and copied.

It is kept under `var/tests` by the day, since its dates are relative to today, and by
what it is made from: any change of the code or of the demo's texts makes another.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.databases import KEPT, ROOT, one_process_at_a_time, sqlite_template

NOT_PART_OF_IT = {"tests", "var", "bench", "docs", ".venv", ".git", "node_modules"}


@dataclass(frozen=True)
class Clinic:
    """A folder that a process may write to."""

    folder: Path

    @property
    def database(self):
        return self.folder / "demo.sqlite3"

    @property
    def media(self):
        return self.folder / "media"


def copy_to(folder):
    """A demo clinic of one's own, in a folder that does not exist yet."""
    shutil.copytree(loaded(), folder)
    return Clinic(folder)


def loaded():
    """The folder of the one that all are copied from; loaded when there is none."""
    template = sqlite_template()
    kept = KEPT / f"demo-{_state()}"
    with one_process_at_a_time(making="demo"):
        if not kept.exists():
            _load(template, kept)
    return kept


def _load(template, kept):
    for older in KEPT.glob("demo-*"):
        shutil.rmtree(older)
    building = KEPT / "building"
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir()
    clinic = Clinic(building)
    shutil.copy(template, clinic.database)
    environment = os.environ | {
        "DEMO": "1",
        "VAR_DIR": str(building),
        "DATABASE_URL": f"sqlite:///{clinic.database}",
    }
    for arguments in (["demo"], ["demo", "--pictures"]):
        command = [sys.executable, "manage.py", *arguments, "--verbosity", "0"]
        subprocess.run(
            command, env=environment, cwd=ROOT, check=True, capture_output=True
        )
    building.rename(kept)


def _state():
    """A name for the day and for everything that the demo is made from."""
    digest = hashlib.sha256(datetime.now(UTC).date().isoformat().encode())
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        if inside.parts[0] in NOT_PART_OF_IT or not path.is_file():
            continue
        if inside.parts[0] == "demo" or path.suffix in (".py", ".toml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
