"""Who treats, and the pages that present them."""

from therapists.models.pages import TherapistIndexPage, TherapistPage
from therapists.models.therapists import Therapist

__all__ = ["Therapist", "TherapistIndexPage", "TherapistPage"]
