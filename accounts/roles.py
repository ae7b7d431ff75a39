"""The roles of the team; `clinic/roles.py` says what each may do."""

from django.db import models


class Role(models.TextChoices):
    """The five roles; each is a group of this name."""

    EDITOR = "Editor", "Editor"
    FRONT_DESK = "Front desk", "Front desk"
    THERAPIST = "Therapist", "Therapist"
    CLINICAL_LEAD = "Clinical lead", "Clinical lead"
    OWNER = "Owner", "Owner"
