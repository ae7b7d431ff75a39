"""Red flags: the one list of signs that pages, checks and forms name by code.

The list is data that a clinician can read and confirm (`rules/red_flags.toml`, and its
words in a folder per language beside it). This module reads and orders it; `intake`
decides what a code means for a booking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from locations import emergency, word_files

LIST = Path(__file__).parent / "rules" / "red_flags.toml"

# Each level in words, the most serious first.
LEVEL_WORDS = {
    "emergency": _("emergency"),
    "doctor_first": _("doctor first"),
    "review": _("review"),
}
LEVELS = tuple(LEVEL_WORDS)


@dataclass(frozen=True)
class RedFlag:
    """One sign, worded for its reader.

    `asked`: whether the safety check and the intake form ask for it; `urgency` orders
    the advice, the most urgent first.
    """

    code: str
    level: str
    advice_key: str
    urgency: int
    asked: bool = True

    @property
    def sign(self) -> str:
        """In the words of a client."""
        return self._words["sign"]

    @property
    def words(self) -> str:
        """In the words of staff."""
        return self._words["words"]

    @property
    def told(self) -> str:
        """What the client is told, before the clinic's numbers are filled in."""
        return word_files.words(LIST)["advice"][self.advice_key]

    @property
    def done(self) -> str:
        """What staff do, before the clinic's numbers are filled in."""
        return self._words["action"]

    @property
    def advice(self) -> str:
        return emergency.with_numbers(self.told)

    @property
    def action(self) -> str:
        return emergency.with_numbers(self.done)

    @property
    def _words(self) -> dict[str, str]:
        return word_files.words(LIST)["red_flag"][self.code]


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
    table = word_files.read(LIST)
    return {row["code"]: _flag(row, table["advice"]) for row in table["red_flag"]}


def _flag(row, order):
    return RedFlag(
        code=row["code"],
        level=row["level"],
        advice_key=row["advice"],
        urgency=order.index(row["advice"]),
        asked=row.get("asked", True),
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
