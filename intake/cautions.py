"""Answers of the health form that change how a therapist may work."""

from dataclasses import dataclass

from intake import rules


@dataclass(frozen=True)
class Caution:
    """When a question has this answer: what it means for belly work and the rest."""

    question: str
    answer: str
    words: str
    belly_work: str
    otherwise: str


CAUTIONS = tuple(Caution(**row) for row in rules.read("cautions")["caution"])


def raised_by(answers: dict) -> list[Caution]:
    """The cautions that a submission's answers raise, in the order of the table."""
    return [caution for caution in CAUTIONS if _given(answers, caution)]


def _given(answers: dict, caution: Caution) -> bool:
    answer = answers.get(caution.question)
    return (
        caution.answer in answer
        if isinstance(answer, list)
        else answer == caution.answer
    )
