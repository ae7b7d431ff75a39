"""What opening a clinic writes: its owner, places, team, treatments and pages."""

from onboarding.services.first_owner import (
    AlreadyOpened,
    add_lone_therapist,
    open_clinic,
)
from onboarding.services.hours import Stretch, set_week
from onboarding.services.mail_proof import note_code, prove_mail
from onboarding.services.places import open_place
from onboarding.services.team import add_therapist, let_in
from onboarding.services.treatments import ChosenLength, ChosenTreatment, start_with
from onboarding.services.website import make_website

__all__ = [
    "AlreadyOpened",
    "ChosenLength",
    "ChosenTreatment",
    "Stretch",
    "add_lone_therapist",
    "add_therapist",
    "let_in",
    "make_website",
    "note_code",
    "open_clinic",
    "open_place",
    "prove_mail",
    "set_week",
    "start_with",
]
