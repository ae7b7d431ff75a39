"""Answers in words, part by part, for the client's check page and for the therapist."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from intake.schema import Form, Kind, Page, Question
from locations.formatting import full_date
from web import phones


@dataclass(frozen=True)
class Line:
    """One question with its answer in words, and the page to change it on."""

    question: Question
    page: Page
    words: str


def answers(form: Form, given: dict) -> list[tuple[str, list[Line]]]:
    """(part title, lines) of everything that applies; unanswered lines are empty."""
    shown = []
    for part in form.parts:
        lines = [
            Line(question, page, in_words(question, given.get(question.key)))
            for page in part.pages_for(given)
            for question in page.asked(given)
        ]
        shown.append((part.title, lines))
    return shown


def in_words(question: Question, answer) -> str:
    """One stored answer in words."""
    if answer in (None, "", []):
        return ""
    if question.kind in (Kind.CHOICES, Kind.RED_FLAGS):
        return "; ".join(question.labels.get(key, key) for key in answer)
    if question.kind == Kind.CHOICE:
        return question.labels.get(answer, answer)
    if question.kind == Kind.SCALE:
        return _("{number} of 10").format(number=answer)
    if question.kind == Kind.AGREE:
        return _("Yes") if answer else _("No")
    if question.kind == Kind.PHONE:
        return phones.in_words(answer)
    if question.kind == Kind.BIRTHDAY:
        return full_date(date.fromisoformat(answer))
    return str(answer)
