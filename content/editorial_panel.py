"""The panel in the page editor with automatic checks of its wording."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from content import page_text

CHECKS = _("Checks")


class ChecksPanel(Panel):
    """Shows the checks of the page as last saved."""

    def __init__(self, heading=CHECKS, **kwargs):
        super().__init__(heading=heading, **kwargs)

    def clean_name(self):
        return "checks"

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/staff/editorial_panel.html"

        def is_shown(self):
            return bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return {**context, "checks": page_text.checks(self.instance)}
