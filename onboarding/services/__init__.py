"""What opening a clinic writes: its owner, places, team, treatments and pages."""

from onboarding.services.first_owner import AlreadyOpened, add_therapist, open_clinic
from onboarding.services.mail_proof import note_code, prove_mail
from onboarding.services.treatments import ChosenLength, ChosenTreatment, start_with
from onboarding.services.website import make_website

__all__ = [
    "AlreadyOpened",
    "ChosenLength",
    "ChosenTreatment",
    "add_therapist",
    "make_website",
    "note_code",
    "open_clinic",
    "prove_mail",
    "start_with",
]
