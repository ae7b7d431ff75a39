"""The clinic's own words for a kind of message, and the language they are in."""

from django import forms

from outbox import languages
from outbox.models import Wording


class LanguageForm(forms.Form):
    """The language in which messages are shown and worded; the clinic's at first."""

    language = forms.ChoiceField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(each, languages.named(each)) for each in languages.offered()]
        self.fields["language"].choices = names

    def chosen(self):
        """A language that the clinic offers, whatever was asked for."""
        asked = self.cleaned_data["language"] if self.is_valid() else ""
        return asked or languages.default()


class WordingForm(forms.ModelForm):
    """Subject and paragraphs; of which kind and language has been chosen before."""

    class Meta:
        model = Wording
        fields = ["subject", "paragraphs"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = {"lang": self.instance.language}
        self.fields["subject"].widget.attrs |= language
        self.fields["paragraphs"].widget.attrs |= {**language, "rows": 16}

    def _get_validation_exclusions(self):
        """Check kind and language as well: placeholders depend on the kind."""
        return super()._get_validation_exclusions() - {"kind", "language"}
