"""What the seven steps have in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User


@dataclass(frozen=True)
class Status:
    """How far a step is: what has been set, or what is still missing, in words."""

    is_done: bool
    words: str


@dataclass(frozen=True)
class Row:
    """Something that is there already, and where it can be changed."""

    words: str
    url: str


class Step:
    """One page of the set-up, with one form. It keeps nothing of its own."""

    key: str
    title: str
    lead: str
    minutes: int  # what it usually takes
    button = _("Save and go on")
    template = "onboarding/steps/step.html"
    # Whether the second factor is asked for again, as it is wherever people are let in.
    lets_in = False

    def status(self) -> Status:
        """How far it is, from what is in the database."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        """What is there already."""
        return []

    def form(self, data: QueryDict | None = None) -> forms.BaseForm:
        """Its form, filled with what is usual."""
        raise NotImplementedError

    def save(self, form: Any, *, by: User, now: datetime) -> str:
        """Write what was typed; returns a sentence for the next page, or nothing."""
        raise NotImplementedError
