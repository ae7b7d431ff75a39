"""The checklist on the first page of the admin."""

from wagtail.admin.ui.components import Component


class Checklist(Component):
    """What is left to do before a stranger could book; then it disappears."""

    name = "open_clinic"
    order = 1
    template_name = "onboarding/steps/panel.html"

    def __init__(self, progress):
        self.progress = progress

    def get_context_data(self, parent_context):
        return {"progress": self.progress}
