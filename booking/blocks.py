"""Blocks of content pages that show live times."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class OpeningsBlock(blocks.StructBlock):
    """The next free times with therapists who treat a condition."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    condition = SnippetChooserBlock(
        "care.Condition", required=False, label=_("Condition")
    )

    class Meta:
        icon = "date"
        is_live = True  # so a page with it is not cached
        template = "blocks/openings.html"
        label = _("Book now")
        description = _("Live free times of the therapists who treat a condition")
        preview_value = {"heading": _("Times with someone who treats this")}
