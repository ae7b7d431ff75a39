"""Stream data from the demo's files: blocks that name rows and pages by slug."""

import re

from wagtail.models import Locale, Page

from care.models import Condition, Exercise, Reference
from content.blocks import StoryBlock
from demo.loader import pictures

PAGE_LINK = re.compile(r'<a href="page:([\w-]+)">')


def linked(markup):
    """HTML in which links such as `page:glute-bridge` point at the page of that slug.

    A missing page raises an error: the demo has no dead links.
    """
    return PAGE_LINK.sub(
        lambda link: f'<a linktype="page" id="{page_of(link[1]).pk}">', markup
    )


def story(blocks):
    """The blocks of a file as stream data."""
    return [
        (block["type"], _VALUES[block["type"]](block.get("value"))) for block in blocks
    ]


def values(kind, rows):
    """A stream of one kind of block, from plain rows."""
    return [(kind, _with_links(row)) for row in rows]


def evidence(value):
    """A “How sure are we?” box with its claims, or nothing."""
    return [("evidence", _evidence(value))] if value else []


def page_of(slug):
    """The page of this slug in English, or its translation that is being filled in."""
    page = Page.objects.get(slug=slug, locale=Locale.get_default())
    return page.get_translation_or_none(Locale.get_active()) or page


def _with_links(value):
    return {
        key: linked(text) if isinstance(text, str) else text
        for key, text in value.items()
    }


def _evidence(value):
    rows = {row.key: row for row in Reference.objects.all()}
    return {
        "claims": [
            {
                **_with_links(claim),
                "references": [rows[key] for key in claim["references"]],
            }
            for claim in value["claims"]
        ]
    }


def _openings(value):
    condition = Condition.objects.filter(slug=value.get("condition", "")).first()
    return {**value, "condition": condition}


def _exercise(value):
    return {**value, "exercise": Exercise.objects.get(slug=value["exercise"])}


def _related(value):
    return {**value, "pages": [page_of(slug) for slug in value["pages"]]}


def _figure(value):
    folder, name = value["picture"].split("/")
    picture = pictures.load(folder, name, value["alt"])
    picture.contextual_alt_text = value["alt"]
    picture.decorative = False
    return {"picture": picture, "caption": value.get("caption", "")}


def _table(value):
    raw = {
        "caption": value["caption"],
        "columns": [{"type": "text", "heading": name} for name in value["columns"]],
        "rows": [{"values": row} for row in value["rows"]],
    }
    return StoryBlock().child_blocks["table"].to_python(raw)


_VALUES = {
    "heading": str,
    "paragraph": linked,
    "list": dict,
    "quote": dict,
    "callout": _with_links,
    "care": lambda value: {"note": "", **value},
    "full_list": lambda value: None,
    "myth": _with_links,
    "evidence": _evidence,
    "table": _table,
    "exercise": _exercise,
    "steps": dict,
    "question": _with_links,
    "openings": _openings,
    "related": _related,
    "figure": _figure,
}
