"""Warning blocks: some red flags of the list, or all of them."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content import red_flags


class CareValue(blocks.StructValue):
    """Some red flags of the list, as cards."""

    @property
    def cards(self):
        return red_flags.cards(self["codes"])


class CareBlock(blocks.StructBlock):
    """When to get medical help, and how fast: red flags chosen by code."""

    codes = blocks.MultipleChoiceBlock(
        choices=red_flags.choices, widget=forms.CheckboxSelectMultiple, label=_("signs")
    )
    note = blocks.TextBlock(
        required=False,
        rows=2,
        help_text=_("A sentence below the cards; no sign."),
        label=_("Note"),
    )

    class Meta:
        icon = "help"
        template = "blocks/care.html"
        value_class = CareValue
        label = _("When to get help")
        description = _("Cards of red flags, and what to do about each")
        preview_value = {"codes": ["RF01", "RF05", "RF10"], "note": ""}

    def get_searchable_content(self, value):
        signs = [red_flags.ALL[c].sign for c in red_flags.in_order(value["codes"])]
        return [*signs, value["note"]]


class FullListBlock(blocks.StaticBlock):
    """Every red flag of the list."""

    class Meta:
        icon = "list-ul"
        template = "blocks/full_list.html"
        label = _("All red flags")
        admin_text = _("Shows every red flag of the list, by how urgent it is.")
        description = _("Every sign that needs a doctor, by how urgent it is")
        preview_value = None

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return {**context, "cards": red_flags.cards(red_flags.ALL)}

    def deconstruct(self):
        """Keep this class out of migrations."""
        return ("wagtail.blocks.StaticBlock", [], {})

    def get_searchable_content(self, value):
        return [flag.sign for flag in red_flags.ALL.values()]
