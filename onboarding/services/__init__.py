"""Apply the starting sets: treatments and pages that an owner opens a clinic with."""

from onboarding.services.treatments import ChosenLength, ChosenTreatment, start_with

__all__ = ["ChosenLength", "ChosenTreatment", "start_with"]
