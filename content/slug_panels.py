"""A name in the admin, and the part of addresses that is made from it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput


class NamePanel(TitleFieldPanel):
    """A name that fills in the slug while its row is new.

    Later the slug stays as it is, for links and bookmarks lead there.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"placeholder": False, "classname": "", **kwargs})

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self):
            return self.instance.pk is None


def slug_panel():
    """The slug of a row that is called by its name."""
    return FieldPanel(
        "slug", widget=SlugInput, help_text=_("The last part of its address.")
    )


def named_panels(panels):
    """The same panels, where `name` fills in `slug`."""
    made = {"name": lambda: NamePanel("name"), "slug": slug_panel}
    return [
        made[name]() if (name := getattr(panel, "field_name", panel)) in made else panel
        for panel in panels
    ]
