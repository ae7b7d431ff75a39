"""The levels of red flags: how serious the ticked ones are for a visit."""

from collections.abc import Iterable

from content.red_flags import ALL, RedFlag
from intake.levels import Level, strictest


def ticked(codes: Iterable[str]) -> list[RedFlag]:
    """The red flags of some codes, the most serious first."""
    order = list(Level)
    flags = [ALL[code] for code in codes]
    return sorted(flags, key=lambda flag: order.index(flag.level), reverse=True)


def level_of(codes: Iterable[str]) -> Level:
    """The level of some codes: the strictest of them."""
    return strictest(Level(ALL[code].level) for code in codes)
