"""Step 6: until when a change is free, and what it costs later."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
    title = _("Rules")
    lead = _(
        "Clients read them before they book; each visit keeps those it was booked by."
    )
    minutes = 1
    template = "onboarding/steps/rules.html"

    def status(self):
        rules = BookingRules.objects.get()
        if not rules.late_fee_percent:
            words = _("Free to change until {hours} hours before; later as well.")
        elif rules.waives_first_late:
            words = _(
                "Free to change until {hours} hours before; later {percent} %, "
                "the first time nothing."
            )
        else:
            words = _("Free to change until {hours} hours before; later {percent} %.")
        hours, percent = rules.free_change_hours, rules.late_fee_percent
        return Status(True, words.format(hours=hours, percent=percent))

    def form(self, data=None):
        return RulesForm(data, instance=BookingRules.objects.get())

    def save(self, form, *, by, now):
        with schedule_change():
            form.save()
        return gettext("These rules hold from the next booking.")
