"""Whether the answers of a client suit the treatment they have booked."""

from dataclasses import dataclass
from datetime import date, datetime

from booking.models import Appointment, BookingRules
from intake.cautions import Answers, age_on

WEEK = 7


@dataclass(frozen=True)
class Concern:
    """Something to talk about before the visit, in words for the client."""

    words: str


def concerns(
    visit: Appointment, answers: Answers, rules: BookingRules, now: datetime
) -> list[Concern]:
    """The concerns about a visit, by the rules of its treatment and of the clinic.

    `answers` are those of the intake form, given at `now`; weeks of pregnancy are
    counted on from then to the day of the visit.
    """
    found = [
        _too_young(visit, answers, rules),
        _too_early(visit, answers, rules, now),
    ]
    return [Concern(words) for words in found if words]


def _too_young(visit: Appointment, answers: Answers, rules: BookingRules) -> str:
    born = answers.get("birthday")
    least = _rule(visit.treatment.least_age, rules.least_age)
    if born and age_on(visit.local_start.date(), date.fromisoformat(born)) < least:
        return f"We give this treatment from age {least} on."
    return ""


def _too_early(
    visit: Appointment, answers: Answers, rules: BookingRules, now: datetime
) -> str:
    weeks = answers.get("weeks")
    if answers.get("pregnancy") != "pregnant" or not isinstance(weeks, int):
        return ""
    least = _rule(visit.treatment.least_pregnancy_week, rules.least_pregnancy_week)
    if weeks + (visit.starts_at - now).days // WEEK < least:
        return f"In pregnancy we give this treatment from week {least} on."
    return ""


def _rule(own: int | None, clinics: int) -> int:
    return clinics if own is None else own
