"""Intake forms, what clients answered, and the short safety check."""

from intake.models.forms import FormVersion, IntakeForm
from intake.models.submissions import SafetyCheck, Submission

__all__ = ["FormVersion", "IntakeForm", "SafetyCheck", "Submission"]
