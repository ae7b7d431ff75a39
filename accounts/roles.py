"""The roles of the team; `clinic/roles.py` says what each may do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The five roles; each is a group of this name."""

    EDITOR = "Editor", _("Editor")
    FRONT_DESK = "Front desk", _("Front desk")
    THERAPIST = "Therapist", _("Therapist")
    CLINICAL_LEAD = "Clinical lead", _("Clinical lead")
    OWNER = "Owner", _("Owner")


def in_words(name: str) -> str:
    """A role by the name of its group; a clinic's own group keeps its name."""
    return str(Role(name).label) if name in Role.values else name
