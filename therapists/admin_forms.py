"""Forms of the admin around the therapist of the month."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from locations import clock, formatting
from therapists.models import Feature, Therapist


class TherapistChoice(forms.ModelChoiceField):
    """Therapists by name, each with the month in which they were last featured."""

    def label_from_instance(self, therapist):
        last = self.last_months.get(therapist.pk)
        if not last:
            return _("{name} (not yet)").format(name=therapist.name)
        words = _("{name} (last in {month})")
        return words.format(name=therapist.name, month=formatting.month(last))


class FeatureForm(WagtailAdminModelForm):
    """The therapist and month of a feature; any day of the month will do."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choice = TherapistChoice(Therapist.objects.order_by("name"))
        choice.last_months = Feature.objects.last_months()
        # Answers and consent are one therapist's; another therapist is another row.
        choice.disabled = bool(self.instance.pk)
        self.fields["therapist"] = choice

    def clean_month(self):
        month = self.cleaned_data["month"].replace(day=1)
        this_month = clock.today(timezone.now()).replace(day=1)
        if month != self.instance.month and month < this_month:
            raise forms.ValidationError(_("This month is over."))
        return month


class AnswersForm(forms.Form):
    """The questions of a month, each with room for an answer."""

    def __init__(self, *args, feature, **kwargs):
        super().__init__(*args, **kwargs)
        given = {row["question"]: row["answer"] for row in feature.answers}
        for number, question in enumerate(feature.questions):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=question,
                required=False,
                max_length=2000,
                initial=given.get(question, ""),
                widget=forms.Textarea(attrs={"rows": 5}),
            )
        self.fields["agrees"] = forms.BooleanField(
            label=_(
                "I agree that this interview is published with my name and portrait. "
                "I can withdraw that at any time."
            ),
            required=False,
            initial=feature.has_consent,
        )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agrees") and not any(self.answers()):
            self.add_error("agrees", _("Answer at least one question first."))
        return cleaned

    def answers(self):
        """The answers in the order of the questions."""
        return [
            text
            for name, text in self.cleaned_data.items()
            if name.startswith("answer")
        ]
