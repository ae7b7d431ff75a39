"""Evidence levels: the three strengths of claim that the clinic makes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvidenceLevel(models.TextChoices):
    """The ladder: each level allows its own wording, never a stronger one.

    A "helps most people", B "may ease, best together with", C "some find it
    comfortable; research is thin".
    """

    A = "A", _("A: fairly sure")
    B = "B", _("B: less sure")
    C = "C", _("C: research is thin")

    @property
    def words(self):
        """The level without its letter."""
        return self.label.partition(": ")[2]
