"""Signals and questions of intake to the apps above it.

All are sent with `submission`; receivers answer questions with their return values.
"""

from datetime import datetime
from typing import Any

from django.dispatch import Signal

from clients.models import ContactDetails
from intake.models import Submission

# Answers require a call; sent in the transaction that saved them, with `now`.
flagged = Signal()

# A page was saved, with `now`; true if it says something to talk about first.
answers_given = Signal()

# A page gave contact details for this visit, with `now` and the fields.
contact_given = Signal()

# A page was sent in a `language`, which its client reads.
language_noticed = Signal()

# What to talk about before a visit, in words for its client; with `now`.
concerns_asked = Signal()

# The contact details that the form is filled in with at first.
contact_asked = Signal()

# The mailboxes that the link of a form may be mailed to.
mailboxes_asked = Signal()


def concerns_of(submission: Submission, now: datetime) -> list[str]:
    """What to talk about before a visit."""
    return _listed(concerns_asked, submission, now=now)


def notice_language(submission: Submission, language: str) -> None:
    """Announce the language in which a client filled in a page."""
    _sent(language_noticed, submission, language=language)


def mailboxes_of(submission: Submission) -> list[str]:
    """The mailboxes that a form's link may be mailed to, each once."""
    return list(dict.fromkeys(_listed(mailboxes_asked, submission)))


def contact_of(submission: Submission) -> ContactDetails:
    """The contact details from the first receiver that has any, else from the file."""
    answers = (answer for _, answer in _sent(contact_asked, submission))
    return next(filter(None, answers), submission.client)


def must_be_spoken_about(submission: Submission, now: datetime) -> bool:
    """Announce a saved page; returns whether any of it must be talked about first."""
    return any(answer for _, answer in _sent(answers_given, submission, now=now))


def _listed(signal: Signal, submission: Submission, **named: Any) -> list[str]:
    return [each for _, answer in _sent(signal, submission, **named) for each in answer]


def _sent(
    signal: Signal, submission: Submission, **named: Any
) -> list[tuple[Any, Any]]:
    return signal.send(Submission, submission=submission, **named)
