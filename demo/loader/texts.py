"""The data files of the demo clinic."""

import tomllib
from datetime import time
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent.parent / "texts"

WEEKDAYS = {
    name: n for n, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}

CURRENCY = "USD"
SPANISH = "es"
# All invented people have an e-mail address under this domain.
DOMAIN = "example.com"
CLINIC_DOMAIN = "kestrelrow.example.com"


def read(name: str) -> dict[str, Any]:
    """One TOML file of the demo, as a dictionary."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text())


def spanish(name: str) -> dict[str, Any]:
    """A file in Spanish; what is no word stands once, in the English file."""
    words: dict[str, Any] = over(read(name), read(f"es/{name}"))
    return words


def in_spanish(folder, rows):
    """Those rows of a folder, one per file, that have Spanish words."""
    files = {path.stem for path in TEXTS.glob(f"es/{folder}/*.toml")}
    return [
        over(row, read(f"es/{folder}/{row['slug']}"))
        for row in rows
        if row["slug"] in files
    ]


def over(once: Any, words: Any) -> Any:
    """Lay words over a file: rows with a slug by slug, and other lists in order."""
    if isinstance(words, dict):
        return once | {key: over(once.get(key), text) for key, text in words.items()}
    if isinstance(words, list) and words and isinstance(words[0], dict):
        return [over(row, text) for row, text in _pairs(once, words)]
    return words


def _pairs(rows, words):
    if "slug" not in words[0]:
        return zip(rows, words, strict=True)
    by_slug = {row["slug"]: row for row in rows}
    return [(by_slug[each["slug"]], each) for each in words]


def articles():
    """Every article, each from a file of its own."""
    return _each("articles")


def _each(folder):
    paths = sorted(TEXTS.glob(f"{folder}/*.toml"))
    return [read(f"{folder}/{path.stem}") for path in paths]


def conditions():
    """The text of every condition page, each from a file of its own; parents first."""
    rows = {row["slug"]: row for row in _each("conditions")}

    def depth(row):
        parent = rows.get(row.get("parent", ""))
        return 1 + depth(parent) if parent else 0

    order = [row["slug"] for row in read("conditions")["condition"]]
    return sorted(rows.values(), key=lambda row: (depth(row), order.index(row["slug"])))


def clock(text):
    """A wall-clock time such as 08:00, or None."""
    return time.fromisoformat(text) if text else None
