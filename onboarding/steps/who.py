"""Step 1: name, profession, country and language, from which the rest follows."""

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from locations.models import ClinicDetails
from locations.translated import translate
from onboarding import starting_sets
from onboarding.steps.step import Status, Step

LIKE_A_NAME = ClinicDetails._meta.get_field("name").default
# What follows the country, and may be otherwise.
FOLLOWS = (
    "own_currency",
    "own_clock",
    "own_first_weekday",
    "own_emergency_number",
    "own_crisis_number",
    "crisis_line_takes_texts",
)
LANGUAGES = ("language", "other_languages")


class WhoForm(forms.ModelForm):
    """The clinic's details, as far as clients must know them."""

    profession = forms.ChoiceField(
        label=_("Profession"),
        help_text=_("It brings treatments to start with, and words for them."),
    )

    class Meta:
        model = ClinicDetails
        fields = ["name", "profession", "country_code", *LANGUAGES, "email", *FOLLOWS]
        labels = {"name": _("Name of the clinic"), "email": _("E-mail for clients")}
        help_texts = {"email": _("Printed on every page; it may wait.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        readers = starting_sets.closest(get_language() or starting_sets.ENGLISH)
        known = [(each.key, each.name) for each in starting_sets.professions(readers)]
        self.fields["profession"].choices = [("", gettext("Choose one")), *known]
        self.fields["country_code"].required = True
        if self.instance.name == LIKE_A_NAME:
            self.initial["name"] = ""
            self.initial["language"] = readers

    @property
    def follows(self):
        """The fields that the country fills in, unless the clinic does."""
        return [self[name] for name in FOLLOWS]

    @property
    def lacks_a_number(self):
        """Whether the country is chosen, but nobody knows whom to call there."""
        return bool(self.instance.country_code) and not self.instance.emergency

    @property
    def first(self):
        """All other fields."""
        return [field for field in self if field.name not in FOLLOWS]

    def save(self, commit=True):
        """Save, with the words of a profession that was chosen anew."""
        if "profession" in self.changed_data:
            chosen = starting_sets.profession(
                self.cleaned_data["profession"],
                starting_sets.closest(self.instance.language),
            )
            self.instance.profession = chosen.key
            for field, word in _words(chosen).items():
                setattr(self.instance, field, word)
        if {"profession", *LANGUAGES} & set(self.changed_data):
            self._word_in_other_languages()
        return super().save(commit)

    def _word_in_other_languages(self):
        """Take the words of the profession in each language that has a set of them."""
        for language in self.instance.languages[1:]:
            if language in starting_sets.languages():
                chosen = starting_sets.profession(self.instance.profession, language)
                translate(self.instance, language, _words(chosen))


def _words(profession):
    """The clinic's own words by field, as a profession has them."""
    return {
        "profession_title": profession.title,
        "therapist_word": profession.therapist,
        "therapists_word": profession.therapists,
        "treatment_word": profession.treatment,
    }


class Who(Step):
    key = "who"
    title = _("Who you are")
    lead = _("Most of what follows depends on your country and profession.")
    minutes = 2
    template = "onboarding/steps/who.html"

    def status(self):
        clinic = ClinicDetails.load()
        if clinic.name == LIKE_A_NAME or not clinic.country.code:
            return Status(False, gettext("Name, profession and country are missing."))
        if not clinic.emergency:
            return Status(False, gettext("The emergency number is missing."))
        country = clinic.get_country_code_display()
        money = clinic.own_currency or clinic.country.sign
        parts = (clinic.name, clinic.profession_title, country, money)
        return Status(True, " · ".join(filter(None, parts)))

    def form(self, data=None):
        return WhoForm(data, instance=ClinicDetails.load())

    def save(self, form, *, by, now):
        clinic = form.save()
        if not clinic.emergency:
            return gettext(
                "We know no emergency number of your country. Please add it below."
            )
        words = _("In an emergency, your pages say: call {number}.")
        return words.format(number=clinic.emergency.number)
