"""Lists of words that readers and editors type, in one file for each language."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "words"


def languages() -> list[str]:
    """The languages that have a list."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


@cache
def read(language: str) -> dict[str, Any]:
    """The list of a language: es for es-mx; empty where there is none."""
    file = FOLDER / f"{language.partition('-')[0]}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def plain(text: str, language: str) -> str:
    """A text as its language compares it: ciatica for Ciática, año for Año."""
    letters = unicodedata.normalize("NFC", text).lower().replace("’", "'")
    return letters.translate(str.maketrans(read(language).get("accents", {})))
