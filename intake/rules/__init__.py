"""The clinic's safety rules, as data that a clinician can read and confirm."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent


def read(name):
    """The rows of one file of rules."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())
