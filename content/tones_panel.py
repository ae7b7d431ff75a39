"""The panel under the accent colour: the tones that pages use of it."""

from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from content.tones import BONE, DARK_BONE, tones_of


class TonesPanel(Panel):
    """Shows the tones of the accent as last saved, and which had to differ from it."""

    def clean_name(self):
        return "tones"

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/staff/tones.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            chosen = self.form["accent"].initial  # what is typed may be no colour
            tones = tones_of(chosen)
            samples = [
                {"name": name, "page": page, "theme": theme, "chosen": chosen}
                for name, page, theme in (
                    (_("Light pages"), BONE, tones.light),
                    (_("Dark pages"), DARK_BONE, tones.dark),
                )
            ]
            return {**context, "samples": samples, "chosen": chosen}
