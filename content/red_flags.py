"""Red flags: the one list of signs that pages, checks and forms name by code.

The list is data that a clinician can read and confirm (`red_flags.toml`). This module
reads and orders it; `intake` decides what a code means for a booking.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from locations import emergency

# Each level in words, the most serious first.
LEVEL_WORDS = {
    "emergency": _("emergency"),
    "doctor_first": _("doctor first"),
    "review": _("review"),
}
LEVELS = tuple(LEVEL_WORDS)


@dataclass(frozen=True)
class RedFlag:
    """One sign; `asked`: whether the safety check and the intake form ask for it.

    `told` is what the client is told and `done` what staff do, both before the clinic's
    numbers are filled in; `urgency` orders the advice, the most urgent first.
    """

    code: str
    level: str
    urgency: int
    told: str
    sign: str
    words: str
    done: str
    asked: bool = True

    @property
    def advice(self) -> str:
        return emergency.with_numbers(self.told)

    @property
    def action(self) -> str:
        return emergency.with_numbers(self.done)


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
    order = list(advice)
    return {row["code"]: _flag(row, advice, order) for row in table["red_flag"]}


def _flag(row, advice, order):
    key = row.pop("advice")
    return RedFlag(
        urgency=order.index(key), told=advice[key], done=row.pop("action"), **row
    )


ALL = _read()


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


def choices() -> list[tuple[Promise, list[tuple[str, str]]]]:
    """What an editor can tick: (level, [(code, words)])."""
    return [
        (
            words,
            [(f.code, f"{f.code}: {f.sign}") for f in ALL.values() if f.level == level],
        )
        for level, words in LEVEL_WORDS.items()
    ]


def _urgency(flag):
    place = list(ALL).index(flag.code)
    return LEVELS.index(flag.level), flag.urgency, place


def _group(advice, flags):
    return Group(advice, [flag.sign for flag in flags])
