"""The short check before a first booking: seven statements, and none of these."""

from dataclasses import dataclass

from intake import rules
from intake.levels import Level, strictest
from locations import emergency


@dataclass(frozen=True)
class Statement:
    """A statement that a client can tick; it stands for some red flags."""

    key: str
    level: Level
    codes: tuple[str, ...]
    text: str
    told: str

    @property
    def advice(self):
        """What to do, with the numbers of the clinic's country."""
        return emergency.with_numbers(self.told)


def _statement(row):
    return Statement(
        key=row["key"],
        level=Level(row["level"]),
        codes=tuple(row["codes"]),
        text=row["text"],
        told=row["advice"],
    )


STATEMENTS = tuple(_statement(row) for row in rules.read("safety_check")["statement"])
BY_KEY = {statement.key: statement for statement in STATEMENTS}


def level_of(keys):
    """The level of the ticked statements; one is enough, the strictest counts."""
    return strictest(BY_KEY[key].level for key in keys)


def ticked(keys):
    """The ticked statements in their order on the page."""
    return [statement for statement in STATEMENTS if statement.key in keys]
