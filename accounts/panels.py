"""What the form of a role says about health answers, and cannot change."""

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
        """Nothing: `accounts.services.set_health_reading` is the only way."""

    def as_admin_panel(self):
        """The panel as HTML."""
        given = None
        if self.group and self.group.pk:
            of_health = services.health_permissions()
            given = self.group.permissions.filter(pk__in=of_health).first()
        context = {"group": self.group, "permission": given}
        return render_to_string("accounts/staff/health_reading_panel.html", context)
