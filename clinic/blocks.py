"""The blocks of every content page: one added here exists everywhere.

A block that points at another app's row names the row by string; a block that
shows live times leaves the question to the tag of the app that owns the answer.
"""

from django.db import models
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

TEXT = ["bold", "italic", "link", "document-link"]


class FigureBlock(blocks.StructBlock):
    """A picture with an optional caption."""

    picture = ImageBlock()
    caption = blocks.CharBlock(max_length=200, required=False)

    class Meta:
        icon = "image"
        template = "blocks/figure.html"
        description = "A picture with a caption"


class QuoteBlock(blocks.StructBlock):
    """A sentence worth reading twice."""

    text = blocks.TextBlock()
    attribution = blocks.CharBlock(max_length=120, required=False)

    class Meta:
        icon = "openquote"
        template = "blocks/quote.html"
        description = "A sentence set large"
        preview_value = {
            "text": "We ask before we touch.",
            "attribution": "Imani Okafor-Reyes",
        }


class CalloutBlock(blocks.StructBlock):
    """A tip or a caution that must not be missed."""

    class Kind(models.TextChoices):
        TIP = "tip", "Tip"
        CAUTION = "caution", "Caution"

    kind = blocks.ChoiceBlock(choices=Kind.choices, default=Kind.TIP)
    heading = blocks.CharBlock(max_length=80)
    text = blocks.RichTextBlock(features=TEXT)

    class Meta:
        icon = "warning"
        template = "blocks/callout.html"
        description = "A highlighted tip or caution"
        preview_value = {
            "kind": "caution",
            "heading": "Stop if it tingles",
            "text": "<p>Numbness or tingling means that a nerve is unhappy.</p>",
        }


class CareBlock(blocks.StructBlock):
    """When to get medical help, and how fast."""

    class Level(models.TextChoices):
        EMERGENCY = "emergency", "Emergency: go now"
        SOON = "soon", "Soon: see a doctor within days"
        ROUTINE = "routine", "Routine: mention it"

    level = blocks.ChoiceBlock(choices=Level.choices)
    heading = blocks.CharBlock(max_length=120)
    items = blocks.ListBlock(blocks.CharBlock(max_length=240))
    advice = blocks.TextBlock()

    class Meta:
        icon = "help"
        template = "blocks/care.html"
        label = "When to get help"
        description = "A care card: signs, and what to do"
        preview_value = {
            "level": "emergency",
            "heading": "Go to an emergency department now if",
            "items": ["you have new numbness between your legs"],
            "advice": "Call 911. Do not drive yourself.",
        }


class MythBlock(blocks.StructBlock):
    """A common claim beside what is known."""

    myth = blocks.CharBlock(max_length=200)
    fact = blocks.RichTextBlock(features=TEXT)

    class Meta:
        icon = "cross"
        template = "blocks/myth.html"
        label = "Myth and fact"
        description = "A common claim, corrected"
        preview_value = {
            "myth": "Tight means short.",
            "fact": "<p>Tightness is a feeling; it says little about length.</p>",
        }


class EvidenceBlock(blocks.StructBlock):
    """How sure we are: the level of evidence, in words, with references."""

    class Level(models.TextChoices):
        A = "A", "A: fairly sure"
        B = "B", "B: may help"
        C = "C", "C: research is thin"

    level = blocks.ChoiceBlock(choices=Level.choices)
    text = blocks.RichTextBlock(features=TEXT)
    references = blocks.ListBlock(SnippetChooserBlock("care.Reference"), default=[])

    class Meta:
        icon = "clipboard-list"
        template = "blocks/evidence.html"
        label = "How sure are we?"
        description = "The level of evidence and its sources"
        preview_value = {
            "level": "C",
            "text": "<p>Some people find it comfortable; research is thin.</p>",
            "references": [],
        }


class OpeningsBlock(blocks.StructBlock):
    """The next free times of those who treat a condition."""

    heading = blocks.CharBlock(max_length=120)
    condition = SnippetChooserBlock("care.Condition", required=False)

    class Meta:
        icon = "date"
        template = "blocks/openings.html"
        label = "Book now"
        description = "Live free times of the therapists who treat a condition"


class StoryBlock(blocks.StreamBlock):
    """Everything an article or a plain page is made of."""

    heading = blocks.CharBlock(
        max_length=120, icon="title", template="blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        features=[*TEXT, "ul", "ol"], icon="pilcrow", template="blocks/paragraph.html"
    )
    figure = FigureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    care = CareBlock()
    myth = MythBlock()
    evidence = EvidenceBlock()
    openings = OpeningsBlock()
