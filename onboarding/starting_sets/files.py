"""The files of the starting sets: figures once, words in one folder per language."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from locations import site_context

FOLDER = Path(__file__).parent
ENGLISH = "en"


def languages() -> list[str]:
    """The languages there are words in."""
    return sorted(each.parent.name for each in FOLDER.glob("*/professions.toml"))


def closest(language: str) -> str:
    """The language that comes closest to a code: en for en-us, English for unknown."""
    known = languages()
    candidates = (language, language.split("-")[0])
    return next((each for each in candidates if each in known), ENGLISH)


def of_clinic() -> str:
    """The language of the clinic, in which its rows and pages begin."""
    return closest(site_context.current().clinic.language)


@cache
def read(path: str) -> dict[str, Any]:
    """One TOML file, such as en/professions; decimals stay exact."""
    text = (FOLDER / f"{path}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)
