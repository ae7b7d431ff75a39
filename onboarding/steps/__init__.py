"""Open your clinic: seven steps, each saved by itself and read from what is there."""

from onboarding.steps.rules import Rules
from onboarding.steps.step import Status, Step
from onboarding.steps.team import Team
from onboarding.steps.treatments import Treatments
from onboarding.steps.website import Website
from onboarding.steps.week import Week
from onboarding.steps.where import Where
from onboarding.steps.who import Who

ALL: tuple[Step, ...] = (
    Who(),
    Where(),
    Team(),
    Week(),
    Treatments(),
    Rules(),
    Website(),
)

__all__ = ["ALL", "Status", "Step"]
