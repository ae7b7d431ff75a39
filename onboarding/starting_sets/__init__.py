"""Starting sets: what an owner opens a clinic with, and changes afterwards."""

from onboarding.starting_sets.files import ENGLISH, closest, languages
from onboarding.starting_sets.professions import (
    Profession,
    SuggestedLength,
    SuggestedTreatment,
    profession,
    professions,
)

__all__ = [
    "ENGLISH",
    "Profession",
    "SuggestedLength",
    "SuggestedTreatment",
    "closest",
    "languages",
    "profession",
    "professions",
]
