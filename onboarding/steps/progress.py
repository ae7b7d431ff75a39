"""How far the set-up is, read from what the clinic has."""

from dataclasses import dataclass

from onboarding import handlers, steps
from onboarding.steps.step import Status, Step


@dataclass(frozen=True)
class Entry:
    """A step and how far it is."""

    number: int
    step: Step
    status: Status


@dataclass(frozen=True)
class Progress:
    """All steps in their order, and whether mail is proven to arrive."""

    entries: tuple[Entry, ...]
    mail_is_proven: bool

    @property
    def open(self) -> list[Entry]:
        """The steps that still lack something."""
        return [entry for entry in self.entries if not entry.status.is_done]

    @property
    def done(self) -> int:
        return len(self.entries) - len(self.open)

    @property
    def minutes(self) -> int:
        """How long the rest usually takes."""
        return sum(entry.step.minutes for entry in self.open)

    @property
    def is_bookable(self) -> bool:
        """Whether a stranger could book."""
        return self.mail_is_proven and not self.open

    def after(self, step: Step) -> Step | None:
        """The next step that lacks something, from this one on; then from the first."""
        place = [entry.step for entry in self.entries].index(step)
        turned = self.entries[place + 1 :] + self.entries[:place]
        left = [entry.step for entry in turned if not entry.status.is_done]
        return left[0] if left else None


def read() -> Progress:
    """How far the set-up is now."""
    entries = [
        Entry(number, step, step.status())
        for number, step in enumerate(steps.ALL, start=1)
    ]
    return Progress(tuple(entries), handlers.mail_is_proven())
