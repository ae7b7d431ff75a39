"""What a therapist must see first: red flags and cautions in words."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
    _("Saved answers cannot be opened"),
    _("Ask the client again, and tell whoever runs the site."),
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
    before = gettext("Ticked before booking.")
    ask = gettext("Ticked before booking, then taken back: ask.")
    return [Flag(s.level, s.text, before) for s in ticked] + [
        Flag(Level.REVIEW, s.text, ask) for s in taken_back
    ]


def _of_submission(submission):
    if submission is None or not submission.saved_pages:
        return []
    answers = submission.answers
    signs = sign_levels.ticked(submission.form.codes_in(answers))
    return [Flag(Level(sign.level), sign.words, sign.action) for sign in signs] + [
        Flag(Level.REVIEW, caution.words, _advice(caution))
        for caution in cautions.raised_by(answers, clock.today(timezone.now()))
    ]


def _advice(caution):
    words = gettext("Belly work: {belly}. Other treatment: {other}.")
    return words.format(belly=caution.belly_work, other=caution.otherwise)
