"""Step 3: who works here. One form makes account, therapist and invitation."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from locations.models import Location
from onboarding import services
from onboarding.steps.step import Row, Status, Step
from therapists.models import Therapist
from web.emails import MailFormField

MAY = {
    Role.THERAPIST: _("treats clients"),
    Role.FRONT_DESK: _("runs the front desk, for all therapists"),
    Role.EDITOR: _("writes the website"),
    Role.CLINICAL_LEAD: _("leads the clinical work, and sees all health forms"),
}


class MemberForm(forms.Form):
    """One person, and what they do here."""

    first_name = forms.CharField(label=_("First name"), max_length=40)
    last_name = forms.CharField(label=_("Last name"), max_length=40)
    email = MailFormField(label=_("E-mail"), help_text=_("The invitation goes there."))
    roles = forms.MultipleChoiceField(
        label=_("This person"),
        choices=list(MAY.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=[Role.THERAPIST],
    )

    def clean_email(self):
        """Refuse an address that another account has."""
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            words = gettext("Somebody else signs in with this address.")
            raise forms.ValidationError(words)
        return email

    def clean(self):
        if not Location.objects.exists():
            raise forms.ValidationError(
                gettext("A therapist works somewhere: add a place first.")
            )
        return super().clean()


class Team(Step):
    key = "team"
    title = _("Team")
    lead = _(
        "Everyone gets an invitation by mail, and signs in with a code: no passwords."
    )
    minutes = 2
    button = _("Invite")
    template = "onboarding/steps/team.html"
    lets_in = True

    def status(self):
        names = [person.short_name for person in Therapist.objects.taking_bookings()]
        if not names:
            return Status(False, gettext("Nobody treats clients yet."))
        return Status(True, ", ".join(names))

    def rows(self):
        return [
            Row(str(person), reverse("therapist:edit", args=[person.pk]))
            for person in Therapist.objects.all()
        ]

    def form(self, data=None):
        return MemberForm(data)

    def save(self, form, *, by, now):
        waiting = services.let_in(**form.cleaned_data, by=by, now=now)
        name = form.cleaned_data["first_name"]
        if waiting:
            words = _(
                "{name} is invited. Nobody else could be asked, so what reads health "
                "forms begins tomorrow."
            )
        else:
            words = _("{name} is invited.")
        return words.format(name=name)
