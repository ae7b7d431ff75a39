"""Show in the role form how far a role reads health answers, without changing it."""

from django import forms
from django.template.loader import render_to_string

from accounts import services


class HealthReadingPanel:
    """A panel of Wagtail's group form; changing it needs the second factor again."""

    media = forms.Media()

    def __init__(self, data=None, files=None, instance=None):
        self.group = instance

    def is_valid(self):
        return True

    def save(self):
        """Do nothing: only `accounts.services.set_health_reading` changes it."""

    def as_admin_panel(self):
        """The panel as HTML."""
        given = None
        if self.group and self.group.pk:
            given = services.health_reading(self.group)
        context = {"group": self.group, "permission": given}
        return render_to_string("accounts/staff/health_reading_panel.html", context)
