"""The clinic's own words for a kind of message."""

from django import forms

from outbox.models import Wording


class WordingForm(forms.ModelForm):
    """Subject and paragraphs; which kind it is has been chosen before."""

    class Meta:
        model = Wording
        fields = ["subject", "paragraphs"]
        widgets = {"paragraphs": forms.Textarea(attrs={"rows": 16})}

    def _get_validation_exclusions(self):
        """Check the kind as well: the placeholders depend on it."""
        return super()._get_validation_exclusions() - {"kind"}
