"""Step 6: until when a change is free, and what it costs later."""

from django import forms

from booking.models import BookingRules
from booking.services import schedule_change
from onboarding.steps.step import Status, Step


class RulesForm(forms.ModelForm):
    """The three rules that clients read before they book."""

    class Meta:
        model = BookingRules
        fields = ["free_change_hours", "late_fee_percent", "waives_first_late"]


class Rules(Step):
    key = "rules"
    title = "Rules"
    lead = (
        "Clients read them before they book; each visit keeps those it was booked by."
    )
    minutes = 1
    template = "onboarding/steps/rules.html"

    def status(self):
        rules = BookingRules.objects.get()
        words = f"Free to change until {rules.free_change_hours} hours before"
        if not rules.late_fee_percent:
            return Status(True, f"{words}; later as well.")
        first = ", the first time nothing" if rules.waives_first_late else ""
        return Status(True, f"{words}; later {rules.late_fee_percent} %{first}.")

    def form(self, data=None):
        return RulesForm(data, instance=BookingRules.objects.get())

    def save(self, form, *, by, now):
        with schedule_change():
            form.save()
        return "These rules hold from the next booking."
