"""A field for a time of day in the Wagtail admin."""

import re

from django import forms
from wagtail.admin.widgets import AdminTimeInput

MIDNIGHT_AT_THE_END = re.compile(r"\s*24:00(:00)?\s*")


class TimeOfDayInput(AdminTimeInput):
    """Wagtail's time input, with a script that stops its picker replacing 24:00."""

    @property
    def media(self):
        return super().media + forms.Media(js=["js/midnight.js"])


class TimeOfDayField(forms.TimeField):
    """A time of day that also accepts 24:00, as many write the end of a day."""

    def to_python(self, value):
        if isinstance(value, str) and MIDNIGHT_AT_THE_END.fullmatch(value):
            value = "00:00"
        return super().to_python(value)
