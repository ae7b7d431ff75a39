"""A panel of the account page for choosing notices by mail."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from booking.models import NoticeChoice
from booking.models.appointments import VISITS
from clients import access
from clients.access import Reach
from web.posted import posted


class NoticesForm(forms.ModelForm):
    """Therapists choose for their own visits, the desk for requests and calls."""

    class Meta:
        model = NoticeChoice
        fields = ["visits", "desk"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.instance.user
        if getattr(user, "therapist", None) is None:
            del self.fields["visits"]
        if access.reach(user, VISITS) is not Reach.EVERYONE:
            del self.fields["desk"]
        for field in self.fields.values():
            field.choices = [
                ("", gettext("As is usual for my role")),
                *field.choices[1:],
            ]


class NoticesPanel(BaseSettingsPanel):
    """Shown to users who treat clients or answer at the desk."""

    name = "notices"
    title = _("Mails from the clinic")
    tab = notifications_tab
    order = 10
    form_class = NoticesForm

    def is_active(self):
        return bool(self.get_form().fields)

    def get_form(self):
        own = NoticeChoice.objects.filter(user=self.user).first()
        instance = own or NoticeChoice(user=self.user)
        data = posted(self.request)
        return self.form_class(data, instance=instance, prefix=self.name)
