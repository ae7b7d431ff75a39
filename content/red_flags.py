"""Red flags: the one list of signs that pages, checks and forms name by code.

The list is data that a clinician can read and confirm (`red_flags.toml`). This module
reads and orders it; `intake` decides what a code means for a booking.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

LEVELS = ("emergency", "doctor_first", "review")  # the most serious first


@dataclass(frozen=True)
class RedFlag:
    """One sign; `asked`: whether the safety check and the intake form ask for it."""

    code: str
    level: str
    advice: str
    sign: str
    words: str
    action: str
    asked: bool = True


@dataclass(frozen=True)
class Group:
    """Signs with the same advice."""

    advice: str
    signs: list[str]


@dataclass(frozen=True)
class Card:
    """The signs of one level, those with the most urgent advice first."""

    level: str
    groups: list[Group]


def _read():
    text = Path(__file__).with_suffix(".toml").read_text()
    table = tomllib.loads(text)
    advice = table["advice"]
    flags = [
        RedFlag(**{**row, "advice": advice[row["advice"]]}) for row in table["red_flag"]
    ]
    return {flag.code: flag for flag in flags}, list(advice.values())


ALL, _ADVICE = _read()


def cards(codes: Iterable[str]) -> list[Card]:
    """The cards that a page shows for some codes; unknown codes are left out."""
    flags = sorted((ALL[code] for code in set(codes) & set(ALL)), key=_urgency)
    return [
        Card(level, [_group(*same) for same in groupby(each, lambda f: f.advice)])
        for level, each in groupby(flags, lambda flag: flag.level)
    ]


def in_order(codes: Iterable[str]) -> list[str]:
    """Codes in the order of the list, each once."""
    wanted = set(codes)
    return [code for code in ALL if code in wanted]


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What an editor can tick: (level, [(code, words)])."""
    return [
        (
            level.replace("_", " "),
            [(f.code, f"{f.code}: {f.sign}") for f in ALL.values() if f.level == level],
        )
        for level in LEVELS
    ]


def _urgency(flag):
    place = list(ALL).index(flag.code)
    return LEVELS.index(flag.level), _ADVICE.index(flag.advice), place


def _group(advice, flags):
    return Group(advice, [flag.sign for flag in flags])
