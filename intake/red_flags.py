"""Signs that need a doctor, and what we say and do about each."""

from dataclasses import dataclass

from intake import rules
from intake.levels import Level, strictest


@dataclass(frozen=True)
class RedFlag:
    """One sign: what we ask, how the therapist sees it, how serious it is."""

    code: str
    level: Level
    question: str
    words: str
    advice: str


def _flag(row):
    return RedFlag(**{**row, "level": Level(row["level"])})


ALL = {row["code"]: _flag(row) for row in rules.read("red_flags")["red_flag"]}


def ticked(codes):
    """The red flags of some codes, the most serious first."""
    order = list(Level)
    flags = [ALL[code] for code in codes]
    return sorted(flags, key=lambda flag: order.index(flag.level), reverse=True)


def level_of(codes):
    """The level of some codes: the strictest answer counts."""
    return strictest(ALL[code].level for code in codes)
