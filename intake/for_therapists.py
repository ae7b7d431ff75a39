"""What a therapist must see first: red flags and cautions in words."""

from dataclasses import dataclass

from django.utils import timezone

from clients.fields import Unreadable
from intake import cautions, safety_check, sign_levels
from intake.levels import Level
from locations import clock


@dataclass(frozen=True)
class Flag:
    """One thing to mind before the visit; `advice` comes from the clinic's rules."""

    level: Level
    words: str
    advice: str = ""


# The answers may be unreadable, but staff must still know that there were some.
CANNOT_BE_READ = Flag(
    Level.REVIEW,
    "Saved answers cannot be opened",
    "Ask the client again, and tell whoever runs the site.",
)


def of(submission, check) -> list[Flag]:
    """The flags of an intake form and a safety check, the most serious first."""
    order = list(Level)
    found = [*_readable(_of_check, check), *_readable(_of_submission, submission)]
    return sorted(found, key=lambda flag: order.index(flag.level), reverse=True)


def _readable(flags_of, answered):
    try:
        return flags_of(answered)
    except Unreadable:
        return [CANNOT_BE_READ]


def _of_check(check):
    if check is None:
        return []
    ticked = safety_check.ticked(check.answers.get("ticked", []))
    taken_back = safety_check.ticked(check.answers.get("taken_back", []))
    return [Flag(s.level, s.text, "Ticked before booking.") for s in ticked] + [
        Flag(Level.REVIEW, s.text, "Ticked before booking, then taken back: ask.")
        for s in taken_back
    ]


def _of_submission(submission):
    if submission is None or not submission.saved_pages:
        return []
    answers = submission.answers
    signs = sign_levels.ticked(submission.form.codes_in(answers))
    return [Flag(Level(sign.level), sign.words, sign.action) for sign in signs] + [
        Flag(
            Level.REVIEW,
            caution.words,
            f"Belly work: {caution.belly_work}. Other treatment: {caution.otherwise}.",
        )
        for caution in cautions.raised_by(answers, clock.today(timezone.now()))
    ]
