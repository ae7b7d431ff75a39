"""The blocks of every content page: one added here exists everywhere.

Blocks about rows of another app are defined in that app's `blocks.py` and named in the
setting STORY_BLOCKS.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from content.red_flag_blocks import CareBlock, FullListBlock

TEXT = ["bold", "italic", "link", "document-link"]


def newest(block):
    """A row to preview a chooser with; None while there is none."""
    return block.model_class.objects.order_by("-pk").first()


def paragraph(words):
    """Words as rich text."""
    return f"<p>{words}</p>"


class FigureBlock(blocks.StructBlock):
    """A picture with an optional caption."""

    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(max_length=200, required=False, label=_("Caption"))

    class Meta:
        label = _("Figure")
        icon = "image"
        template = "blocks/figure.html"
        description = _("A picture with a caption")

    def get_preview_value(self):
        picture = newest(self.child_blocks["picture"].child_blocks["image"])
        return self.normalize({"picture": picture, "caption": gettext("What it shows")})


class QuoteBlock(blocks.StructBlock):
    """A sentence worth reading twice."""

    text = blocks.TextBlock(label=_("Text"))
    attribution = blocks.CharBlock(
        max_length=120, required=False, label=_("Attribution")
    )

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = "blocks/quote.html"
        description = _("A sentence set large")

    def get_preview_value(self):
        said = gettext("We ask before we touch.")
        return self.normalize({"text": said, "attribution": "Sam Green"})


class CalloutBlock(blocks.StructBlock):
    """A tip or a caution that must not be missed."""

    class Kind(models.TextChoices):
        TIP = "tip", _("Tip")
        CAUTION = "caution", _("Caution")

    kind = blocks.ChoiceBlock(choices=Kind.choices, default=Kind.TIP, label=_("Kind"))
    heading = blocks.CharBlock(max_length=80, label=_("Heading"))
    text = blocks.RichTextBlock(features=TEXT, label=_("Text"))

    class Meta:
        label = _("Callout")
        icon = "warning"
        template = "blocks/callout.html"
        description = _("A highlighted tip or caution")

    def get_preview_value(self):
        example = {
            "kind": self.Kind.CAUTION,
            "heading": gettext("Stop if it tingles"),
            "text": paragraph(
                gettext("Numbness or tingling means that a nerve is unhappy.")
            ),
        }
        return self.normalize(example)


class MythBlock(blocks.StructBlock):
    """A common claim next to what is known."""

    myth = blocks.CharBlock(max_length=200, label=_("Myth"))
    fact = blocks.RichTextBlock(features=TEXT, label=_("Fact"))

    class Meta:
        icon = "cross"
        template = "blocks/myth.html"
        label = _("Myth and fact")
        description = _("A common claim, corrected")

    def get_preview_value(self):
        fact = gettext("Tightness is a feeling; it says little about length.")
        myth = gettext("Tight means short.")
        return self.normalize({"myth": myth, "fact": paragraph(fact)})


class BulletListBlock(blocks.StructBlock):
    """Short points, with dots or with numbers."""

    ordered = blocks.BooleanBlock(required=False, label=_("numbered"))
    items = blocks.ListBlock(blocks.TextBlock(rows=2), label=_("Items"))

    class Meta:
        label = _("List")
        icon = "list-ul"
        template = "blocks/list.html"
        description = _("Short points, with dots or with numbers")

    def get_preview_value(self):
        items = [gettext("a stair"), gettext("a chair"), gettext("a walk")]
        return self.normalize({"ordered": False, "items": items})


class StoryTableBlock(TypedTableBlock):
    """Rows and columns of plain text; the caption says what they show."""

    text = blocks.CharBlock(required=False, label=_("Text"))

    class Meta:
        label = _("Table")
        icon = "table"
        template = "blocks/table.html"
        description = _("Figures side by side, with a caption")

    def clean(self, value):
        table = super().clean(value)
        if self.is_deferred_validation:  # a draft may be half a table
            return table
        if not (table.columns and table.row_data):
            raise ValidationError(gettext("A table needs a column and a row."))
        if not table.caption.strip():
            raise ValidationError(gettext("Say in a caption what the table shows."))
        return table

    def get_preview_value(self):
        names = gettext("Age"), gettext("Bulge")
        columns = [{"type": "text", "heading": name} for name in names]
        rows = [{"values": ["20", "30 %"]}, {"values": ["80", "84 %"]}]
        caption = gettext("Without pain")
        return self.to_python({"caption": caption, "columns": columns, "rows": rows})


class StepsBlock(blocks.StructBlock):
    """What to do, in order."""

    heading = blocks.CharBlock(max_length=120, required=False, label=_("Heading"))
    steps = blocks.ListBlock(blocks.TextBlock(rows=2), label=_("Steps"))

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        template = "blocks/steps.html"
        description = _("Numbered instructions set large")

    def get_preview_value(self):
        heading = gettext("Get up from the floor")
        steps = [gettext("Roll to your side."), gettext("Push up with both hands.")]
        return self.normalize({"heading": heading, "steps": steps})


class QuestionBlock(blocks.StructBlock):
    """A question that readers ask, and its answer."""

    question = blocks.CharBlock(max_length=160, label=_("Question"))
    answer = blocks.RichTextBlock(features=[*TEXT, "ul"], label=_("Answer"))

    class Meta:
        icon = "help"
        template = "blocks/question.html"
        label = _("Question and answer")
        description = _("A question that opens to its answer")

    def get_preview_value(self):
        answer = gettext("It should feel strong, and you should be able to talk.")
        question = gettext("Does it hurt?")
        return self.normalize({"question": question, "answer": paragraph(answer)})


class RelatedBlock(blocks.StructBlock):
    """Links to further reading."""

    heading = blocks.CharBlock(
        max_length=80, default=_("Read next"), label=_("Heading")
    )
    pages = blocks.ListBlock(blocks.PageChooserBlock(), label=_("Pages"))

    class Meta:
        label = _("Read next")
        icon = "link"
        template = "blocks/related.html"
        description = _("Links to other pages of the site")

    def get_preview_value(self):
        page = newest(self.child_blocks["pages"].child_block)
        pages = [page] if page else []
        return self.normalize({"heading": gettext("Read next"), "pages": pages})


class ParagraphBlock(blocks.RichTextBlock):
    """Plain text, with an example in the reader's language."""

    # Migrations need not know that it is ours: it stores nothing of its own.
    canonical_module_path = "wagtail.blocks.RichTextBlock"

    def get_preview_value(self):
        example = gettext("Most new back pain eases within weeks.")
        return self.normalize(paragraph(example))


class StoryBlock(blocks.StreamBlock):
    """All blocks of articles and plain pages."""

    heading = blocks.CharBlock(
        max_length=120,
        icon="title",
        template="blocks/heading.html",
        description=_("A heading that asks or answers a question"),
        preview_value=_("Where does it hurt?"),
        label=_("Heading"),
    )
    paragraph = ParagraphBlock(
        features=[*TEXT, "ul", "ol"],
        icon="pilcrow",
        template="blocks/paragraph.html",
        description=_("Plain text, two to four sentences"),
        label=_("Paragraph"),
    )
    list = BulletListBlock()
    figure = FigureBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    care = CareBlock()
    full_list = FullListBlock()
    myth = MythBlock()
    table = StoryTableBlock()
    steps = StepsBlock()
    question = QuestionBlock()
    related = RelatedBlock()

    def __init__(self, local_blocks=(), **kwargs):
        named = settings.STORY_BLOCKS.items()
        others = [(name, import_string(path)()) for name, path in named]
        super().__init__([*others, *local_blocks], **kwargs)
