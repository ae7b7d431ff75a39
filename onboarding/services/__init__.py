"""Apply the starting sets: treatments and pages that an owner opens a clinic with."""

from onboarding.services.treatments import ChosenLength, ChosenTreatment, start_with
from onboarding.services.website import make_website

__all__ = ["ChosenLength", "ChosenTreatment", "make_website", "start_with"]
