"""Whether the answers of a client suit the treatment they have booked."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from booking.models import Appointment, BookingRules
from intake.cautions import WEEKS_TOLD_ON, Answers, age_on

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Concern:
    """Something to talk about before the visit, in words for the client."""

    words: str


def concerns(
    visit: Appointment, answers: Answers, rules: BookingRules
) -> list[Concern]:
    """The concerns about a visit, by the rules of its treatment and of the clinic.

    `answers` are those of the intake form.
    """
    found = [
        _too_young(visit, answers, rules),
        _too_early(visit, answers, rules),
    ]
    return [Concern(words) for words in found if words]


def _too_young(visit: Appointment, answers: Answers, rules: BookingRules) -> str:
    born = answers.get("birthday")
    least = _rule(visit.treatment.least_age, rules.least_age)
    if born and age_on(visit.local_start.date(), date.fromisoformat(born)) < least:
        return _("We give this treatment from age {age} on.").format(age=least)
    return ""


def _too_early(visit: Appointment, answers: Answers, rules: BookingRules) -> str:
    """Full weeks are counted on from the day they were told to that of the visit."""
    weeks, told_on = answers.get("weeks"), answers.get(WEEKS_TOLD_ON)
    if answers.get("pregnancy") != "pregnant":
        return ""
    if not isinstance(weeks, int) or not told_on:
        return ""
    since = visit.local_start.date() - date.fromisoformat(told_on)
    least = _rule(visit.treatment.least_pregnancy_week, rules.least_pregnancy_week)
    if weeks + since // WEEK < least:
        return _("In pregnancy we give this treatment from week {week} on.").format(
            week=least
        )
    return ""


def _rule(own: int | None, clinics: int) -> int:
    return clinics if own is None else own
