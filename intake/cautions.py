"""Answers of the health form that change how a therapist may work."""

from dataclasses import dataclass
from datetime import date

from intake import rules


@dataclass(frozen=True)
class Caution:
    """When a question has this answer: what it means for belly work and the rest.

    For a date of birth it is `under` how many years.
    """

    question: str
    words: str
    belly_work: str
    otherwise: str
    answer: str = ""
    under: int = 0


CAUTIONS = tuple(Caution(**row) for row in rules.read("cautions")["caution"])


def raised_by(answers: dict, today: date) -> list[Caution]:
    """The cautions that a submission's answers raise, in the order of the table."""
    return [caution for caution in CAUTIONS if _given(answers, caution, today)]


def _given(answers: dict, caution: Caution, today: date) -> bool:
    answer = answers.get(caution.question)
    if caution.under:
        return (
            bool(answer) and age_on(today, date.fromisoformat(answer)) < caution.under
        )
    return (
        caution.answer in answer
        if isinstance(answer, list)
        else answer == caution.answer
    )


def age_on(day: date, born: date) -> int:
    """Whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
