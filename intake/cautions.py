"""Cautions: answers of the intake form that change how a therapist may work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake import rules
from locations import word_files

# Answers by question key; `intake.schema.Kind` says how each is stored.
Answers = Mapping[str, Any]

ADULT = 18

# Not asked, but derived from other answers: "yes" or "no", and a date.
IS_MINOR = "is-minor"
WEEKS_TOLD_ON = "weeks-told-on"
DERIVED_FROM = {IS_MINOR: "birthday", WEEKS_TOLD_ON: "weeks"}


@dataclass(frozen=True)
class Caution:
    """An answer to a question, and what it means for belly work and other treatment.

    For a date of birth, the client is younger than `under` years. A caution without a
    question is only printed on pages. It is worded for its reader.
    """

    key: str
    question: str = ""
    answer: str = ""
    under: int = 0
    forbids_belly_work: bool = False

    @property
    def words(self) -> str:
        """In the words of staff."""
        return self._words["words"]

    @property
    def client(self) -> str:
        """In words for a client."""
        return self._words["client"]

    @property
    def belly_work(self) -> str:
        return self._words["belly_work"]

    @property
    def otherwise(self) -> str:
        return self._words["otherwise"]

    @property
    def _words(self) -> dict[str, str]:
        return word_files.words(rules.CAUTIONS)["caution"][self.key]


CAUTIONS = tuple(Caution(**row) for row in word_files.read(rules.CAUTIONS)["caution"])


def choices() -> list[tuple[str, str]]:
    """The cautions that a treatment page can name."""
    return [(caution.key, caution.client) for caution in CAUTIONS]


def raised_by(answers: Answers, today: date) -> list[Caution]:
    """The cautions that a submission's answers raise, in the order of the table."""
    return [caution for caution in CAUTIONS if _given(answers, caution, today)]


def forbid_belly_work(answers: Answers) -> bool:
    """Whether the rules forbid belly work, whatever the client wishes.

    A client's wish against it is no rule, and is asked where it can still be changed.
    """
    return answers.get(IS_MINOR) == "yes" or any(
        caution.forbids_belly_work and _is_answer(answers, caution)
        for caution in CAUTIONS
    )


def _given(answers: Answers, caution: Caution, today: date) -> bool:
    if not caution.under:
        return _is_answer(answers, caution)
    born = answers.get(caution.question)
    return bool(born) and age_on(today, date.fromisoformat(born)) < caution.under


def _is_answer(answers: Answers, caution: Caution) -> bool:
    answer = answers.get(caution.question)
    if isinstance(answer, list):
        return caution.answer in answer
    return bool(answer) and answer == caution.answer


def age_on(day: date, born: date) -> int:
    """The age in whole years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
