"""Some of the languages that ship, ticked in a form and stored as their codes."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.text import capfirst


class LanguagesField(models.JSONField):
    """A list of language codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"blank": True, "default": list, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=settings.LANGUAGES,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )
