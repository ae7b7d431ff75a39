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
