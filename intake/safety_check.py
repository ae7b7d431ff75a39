"""The short check before a first booking: seven statements, and none of these."""

from dataclasses import dataclass

from intake import rules
from intake.levels import Level, strictest
from locations import emergency, word_files


@dataclass(frozen=True)
class Statement:
    """A statement that a client can tick; it stands for some red flags.

    It is worded for its reader.
    """

    key: str
    level: Level
    codes: tuple[str, ...]

    @property
    def text(self):
        return self._words["text"]

    @property
    def told(self):
        """What to do, before the clinic's numbers are filled in."""
        return self._words["advice"]

    @property
    def advice(self):
        """What to do, with the numbers of the clinic's country."""
        return emergency.with_numbers(self.told)

    @property
    def _words(self):
        return word_files.words(rules.SAFETY_CHECK)["statement"][self.key]


def _statement(row):
    return Statement(row["key"], Level(row["level"]), tuple(row["codes"]))


STATEMENTS = tuple(
    _statement(row) for row in word_files.read(rules.SAFETY_CHECK)["statement"]
)
BY_KEY = {statement.key: statement for statement in STATEMENTS}


def level_of(keys):
    """The level of the ticked statements; one is enough, the strictest counts."""
    return strictest(BY_KEY[key].level for key in keys)


def ticked(keys):
    """The ticked statements in their order on the page."""
    return [statement for statement in STATEMENTS if statement.key in keys]
