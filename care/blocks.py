"""Content blocks that show the vocabulary: claims with sources, and exercises."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from care.evidence import EvidenceLevel
from content.blocks import TEXT, newest, paragraph


class ClaimValue(blocks.StructValue):
    """One claim, with those of its references that may be published."""

    @property
    def level_words(self):
        level = self["level"]  # empty in a draft
        return EvidenceLevel(level).words if level else ""

    @property
    def sources(self):
        return [row for row in self["references"] if row and row.is_complete]


class ClaimBlock(blocks.StructBlock):
    """One claim and how sure we are of it: claims have levels, pages do not."""

    about = blocks.CharBlock(
        max_length=80, label=_("claim"), help_text=_("Such as: Staying active.")
    )
    level = blocks.ChoiceBlock(choices=EvidenceLevel.choices, label=_("Level"))
    text = blocks.RichTextBlock(features=TEXT, label=_("Text"))
    references = blocks.ListBlock(
        SnippetChooserBlock("care.Reference"),
        default=[],
        help_text=_("Readers see those with authors, year, journal and address."),
        label=_("References"),
    )

    class Meta:
        icon = "clipboard-list"
        value_class = ClaimValue


class EvidenceBlock(blocks.StructBlock):
    """How sure we are of each claim, in words, with its references."""

    claims = blocks.ListBlock(ClaimBlock(), min_num=1, label=_("Claims"))

    class Meta:
        icon = "clipboard-list"
        template = "blocks/evidence.html"
        label = _("How sure are we?")
        description = _("Claims, each with its level of evidence and its sources")

    def get_preview_value(self):
        known = gettext("It may ease pain, best with other exercise.")
        claim = {
            "about": gettext("Walking, most days"),
            "level": "B",
            "text": paragraph(known),
            "references": [],
        }
        return self.normalize({"claims": [claim]})


class ExerciseBlock(blocks.StructBlock):
    """An exercise of the vocabulary, with its figure and dose."""

    exercise = SnippetChooserBlock("care.Exercise", label=_("Exercise"))
    note = blocks.CharBlock(max_length=200, required=False, label=_("Note"))

    class Meta:
        label = _("Exercise")
        icon = "pick"
        template = "blocks/exercise.html"
        description = _("An exercise with figure, dose and timer")

    def get_preview_value(self):
        exercise = newest(self.child_blocks["exercise"])
        return self.normalize({"exercise": exercise, "note": ""})
