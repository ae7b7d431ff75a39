"""Fields for codes that editors tick in a list kept in a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content import red_flags


class CodesField(models.JSONField):
    """Codes of a list as JSON; a subclass names the list in `choices_of`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "default": list, **kwargs})

    @staticmethod
    def choices_of() -> list:
        """The choices of the list, which may be in groups."""
        raise NotImplementedError

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        known = {code for code, words in _flat(self.choices_of())}
        if unknown := sorted(set(value) - known):
            words = _("Not in the list: {codes}.")
            raise ValidationError(words.format(codes=", ".join(unknown)))

    def formfield(self, **kwargs):
        defaults = {
            "choices": self.choices_of,
            "widget": forms.CheckboxSelectMultiple,
            "required": False,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
        }
        return forms.MultipleChoiceField(**{**defaults, **kwargs})


class RedFlagsField(CodesField):
    """Codes from the list of red flags."""

    choices_of = staticmethod(red_flags.choices)


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list):
            yield from label
        else:
            yield value, label
