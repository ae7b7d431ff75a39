"""Levels: how serious an answer is, and what it requires of us."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The four levels of the safety rules, and none; later ones are stricter.

    Emergency: no booking, show emergency advice. Doctor first: no hands-on work
    until a doctor has cleared it; staff call. Review: the visit goes ahead, the
    therapist adapts it. Note: information.
    """

    NONE = "none", _("nothing reported")
    NOTE = "note", _("note")
    REVIEW = "review", _("therapist to review")
    DOCTOR_FIRST = "doctor_first", _("call first")
    EMERGENCY = "emergency", _("call first, urgent")


_ORDER = list(Level)


def strictest(levels: Iterable[Level]) -> Level:
    """The most serious of some levels; NONE when there are none."""
    return max(levels, key=_ORDER.index, default=Level.NONE)


def needs_a_call(level: str) -> bool:
    """Whether staff must speak to the client before any treatment."""
    return level in (Level.DOCTOR_FIRST, Level.EMERGENCY)
