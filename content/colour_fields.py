"""A field for a colour, chosen with the browser's own picker."""

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.colour import HEX


class ColourField(models.CharField):
    """A colour such as "#8c3a1a", kept in small letters."""

    default_validators = [
        RegexValidator(rf"^{HEX.pattern}\Z", _("Write a colour as #8c3a1a."))
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 7, **kwargs})

    def to_python(self, value):
        return super().to_python(value).lower()

    def get_prep_value(self, value):
        return super().get_prep_value(value).lower()

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": forms.ColorInput, **kwargs})
