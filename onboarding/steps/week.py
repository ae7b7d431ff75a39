"""Step 4: the weekly hours of everyone who has none yet."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from locations.models import Location
from locations.models.locations import Weekday, five_minutes
from onboarding import services
from onboarding.services import Stretch
from onboarding.steps.step import Row, Status, Step
from onboarding.steps.times import TimeInput
from therapists.models import Therapist


def without_hours():
    """Therapists who take bookings and never work."""
    people = Therapist.objects.taking_bookings()
    idle = people.filter(working_hours__isnull=True, shifts__isnull=True)
    return list(idle.select_related("main_location"))


class WeekForm(forms.Form):
    """A week of one therapist at one place: which days, and from when to when."""

    place = forms.ModelChoiceField(
        Location.objects.all(), label=_("Place"), empty_label=None
    )

    def __init__(self, *args, therapist, **kwargs):
        super().__init__(*args, **kwargs)
        self.therapist = therapist
        self.fields["place"].initial = therapist.main_location
        opening = {
            row.weekday: row for row in therapist.main_location.opening_hours.all()
        }
        usual = next(iter(opening.values()), None)
        for day in Weekday:
            self._add_day(day, opening.get(day), usual)

    def _add_day(self, day, hours, usual):
        """Ticks and times of a day; those of the place, to begin with."""
        shown = hours or usual
        self.fields[f"works_{day}"] = forms.BooleanField(
            required=False, initial=bool(hours), label=day.label
        )
        for name, label, value in (
            ("from", _("{day}, from"), shown and shown.opens_at),
            ("until", _("{day}, until"), shown and shown.closes_at),
        ):
            self.fields[f"{name}_{day}"] = forms.TimeField(
                required=False,
                initial=value,
                label=label.format(day=day.label),
                validators=[five_minutes],
                widget=TimeInput,
            )

    @property
    def days(self):
        """The three fields of each day."""
        return [
            (self[f"works_{day}"], self[f"from_{day}"], self[f"until_{day}"])
            for day in Weekday
        ]

    def clean(self):
        said = super().clean()
        for day in Weekday:
            if said.get(f"works_{day}"):
                start, stop = said.get(f"from_{day}"), said.get(f"until_{day}")
                if start is None or stop is None:
                    self.add_error(f"from_{day}", gettext("From when to when?"))
                elif start == stop:
                    self.add_error(f"until_{day}", gettext("It ends when it begins."))
        return said

    def stretches(self):
        """The days that were ticked, as hours of work."""
        said = self.cleaned_data
        return [
            Stretch(day, said[f"from_{day}"], said[f"until_{day}"])
            for day in Weekday
            if said[f"works_{day}"]
        ]


class WeekForms:
    """A week for each therapist without hours; together one form."""

    def __init__(self, data=None):
        self.weeks = [
            WeekForm(data, therapist=person, prefix=str(person.pk))
            for person in without_hours()
        ]

    def is_valid(self):
        wrong = [week for week in self.weeks if not week.is_valid()]
        return not wrong


class Week(Step):
    key = "when"
    title = _("When")
    lead = _("Breaks, other weeks and days off come later, under Schedule.")
    minutes = 3
    template = "onboarding/steps/week.html"

    def status(self):
        people = Therapist.objects.taking_bookings()
        idle = [person.short_name for person in without_hours()]
        if not people:
            return Status(False, gettext("Nobody is there to work yet."))
        if idle:
            words = _("Without hours: {names}.")
            return Status(False, words.format(names=", ".join(idle)))
        names = ", ".join(each.short_name for each in people)
        return Status(True, _("Hours of {names}").format(names=names))

    def rows(self):
        index = reverse("workinghours:index")
        people = Therapist.objects.filter(working_hours__isnull=False).distinct()
        return [Row(str(each), f"{index}?therapist={each.pk}") for each in people]

    def form(self, data=None):
        return WeekForms(data)

    def save(self, form, *, by, now):
        for week in form.weeks:
            place = week.cleaned_data["place"]
            services.set_week(week.therapist, place, week.stretches())
        return gettext("The hours are set.")
