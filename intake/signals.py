"""What intake tells the apps above, and what it asks them.

All are sent with `submission`; what is asked is answered by the values that receivers
return.
"""

from datetime import datetime
from typing import Any

from django.dispatch import Signal

from clients.models import ContactDetails
from intake.models import Submission

# Answers ask for a call; sent in the transaction that saved them, with `now`.
flagged = Signal()

# A page was saved, with `now`; true when it tells what must be spoken about first.
answers_given = Signal()

# A page says how to reach somebody for this visit, with `now` and the fields.
contact_given = Signal()

# What is to be spoken about before a visit, in words for its client; with `now`.
concerns_asked = Signal()

# Whose name and contact the form begins with.
contact_asked = Signal()

# The mailboxes that the link of a form may be mailed to.
mailboxes_asked = Signal()


def concerns_of(submission: Submission, now: datetime) -> list[str]:
    """What is to be spoken about before a visit."""
    return _listed(concerns_asked, submission, now=now)


def mailboxes_of(submission: Submission) -> list[str]:
    """The mailboxes that a form's link may be mailed to, each once."""
    return list(dict.fromkeys(_listed(mailboxes_asked, submission)))


def contact_of(submission: Submission) -> ContactDetails:
    """Who comes and how to reach them, by the first that knows; or the file."""
    answers = (answer for _, answer in _sent(contact_asked, submission))
    return next(filter(None, answers), submission.client)


def must_be_spoken_about(submission: Submission, now: datetime) -> bool:
    """Tell what was just saved; whether any of it is to be spoken about."""
    return any(answer for _, answer in _sent(answers_given, submission, now=now))


def _listed(signal: Signal, submission: Submission, **named: Any) -> list[str]:
    return [each for _, answer in _sent(signal, submission, **named) for each in answer]


def _sent(
    signal: Signal, submission: Submission, **named: Any
) -> list[tuple[Any, Any]]:
    return signal.send(Submission, submission=submission, **named)
