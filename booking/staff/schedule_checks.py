"""Ask questions before a change of the schedule is saved, or refuse it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from booking import services
from booking.availability import catalogue as catalogues
from booking.availability import clashes, impact, unbookable
from booking.availability.unbookable import Note
from booking.engine.fitting import Misfit
from locations.event_dates import EventDate


class Clash(Exception):
    """Hours that clash with others; its words say which."""


@dataclass(frozen=True)
class Questions:
    """The impact of a change, and what about it looks like a slip."""

    hits: dict[UUID | EventDate, Misfit]
    notes: list[Note]

    def __bool__(self):
        return bool(self.hits or self.notes)

    @property
    def fingerprint(self) -> str:
        """A key for exactly these questions, so that an answer is to what was shown."""
        lines = sorted([*map(repr, self.hits.items()), *map(repr, self.notes)])
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


class Unanswered(Exception):
    """Nothing was saved: the user should see the questions first."""

    def __init__(self, questions: Questions):
        super().__init__(questions)
        self.questions = questions


def save(write: Callable[[], Any], *, now: datetime, answered: str = "") -> Questions:
    """Let `write` change the schedule, or raise Clash or Unanswered.

    `write` returns the row that it wrote, or None. `answered` is the fingerprint of
    the questions that the user has seen. Everything happens under the locks of a
    schedule change: no visit is booked between the questions and the writing.
    """
    with services.schedule_change():
        plans, before = impact.plans(now), catalogues.current()
        row = write()
        if words := clashes.refusal(row, before, now):
            raise Clash(words)
        after = catalogues.afresh()
        known = plans.unfit(before)
        hits = {
            each: why for each, why in plans.unfit(after).items() if each not in known
        }
        questions = Questions(hits, unbookable.notes(row, before, after, now))
        if questions and questions.fingerprint != answered:
            raise Unanswered(questions)
    return questions
