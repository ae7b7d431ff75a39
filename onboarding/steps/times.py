"""A time of day, typed or picked as the browser of the reader does it."""

from django import forms

FIVE_MINUTES = 300  # seconds


class TimeInput(forms.TimeInput):
    """A browser's own input for a time on the full five minutes."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__({"step": FIVE_MINUTES, **(attrs or {})}, format="%H:%M")
