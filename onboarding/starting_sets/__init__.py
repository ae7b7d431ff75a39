"""Starting sets: what an owner opens a clinic with, and changes afterwards."""

from onboarding.starting_sets.files import ENGLISH, closest, languages, of_clinic
from onboarding.starting_sets.professions import (
    Profession,
    SuggestedLength,
    SuggestedTreatment,
    profession,
    professions,
)
from onboarding.starting_sets.website import HomeText, PageText, Website, website

__all__ = [
    "ENGLISH",
    "HomeText",
    "PageText",
    "Profession",
    "SuggestedLength",
    "SuggestedTreatment",
    "Website",
    "closest",
    "languages",
    "of_clinic",
    "profession",
    "professions",
    "website",
]
