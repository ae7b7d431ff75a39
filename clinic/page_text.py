"""What a page says, field by field and block by block, for checks of its wording."""

from dataclasses import dataclass

from django.db.models import CharField, SlugField, TextField, URLField
from wagtail.fields import StreamField

from clinic import prose

# Halves of blocks that quote what others say: myths, and the questions of readers.
QUOTED = {"myth", "question"}
SKIPPED = {"search_description", "url_path"}
HARDEST = 9.0  # the US school grade above which a text is hard to read


@dataclass(frozen=True)
class Check:
    """One finding about a page: does it hold, and what does it say?"""

    holds: bool
    words: str


def claims(page) -> str:
    """The sentences of a page that are its own, without what it quotes."""
    return "\n".join(_texts(page))


def promises(page) -> str:
    """The same with its titles, labels and search description: all that may promise."""
    return "\n".join([claims(page), page.search_description, *_lines(page)])


def checks(page) -> list[Check]:
    """What an editor should know before publishing, as far as a machine can tell."""
    text = claims(page)
    grade = prose.reading_grade(text)
    found = [
        Check(grade <= HARDEST, f"Reading grade {grade:.0f}; aim for 8 or lower."),
        _wording(promises(page)),
        Check(
            bool(page.search_description),
            "Search engines have a description."
            if page.search_description
            else "Write a description for search engines (Promote).",
        ),
    ]
    if hasattr(page, "picture"):
        described = not page.picture_id or bool(page.picture_alt)
        words = "The picture is described." if described else "Describe the picture."
        found.append(Check(described, words))
    return found


def _wording(text):
    banned = prose.banned_words(text)
    if not banned:
        return Check(True, "No wording that promises too much.")
    return Check(False, f"These words promise too much: {', '.join(banned)}.")


def _texts(page):
    for field in page._meta.get_fields():
        value = getattr(page, field.name, None) if field.concrete else None
        if not value or field.name in SKIPPED:
            continue
        if isinstance(field, StreamField):
            yield from _in_blocks(value.get_prep_value())
        elif isinstance(field, TextField):
            yield str(value)


def _lines(page):
    for field in page._meta.concrete_fields:
        is_line = isinstance(field, CharField) and not field.choices
        if is_line and not isinstance(field, SlugField | URLField):
            yield getattr(page, field.name) or ""


def _in_blocks(raw):
    """Every text in the raw values of a stream."""
    if isinstance(raw, dict):
        for name, value in raw.items():
            if name not in QUOTED:
                yield from _in_blocks(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _in_blocks(value)
    elif isinstance(raw, str) and " " in raw:
        yield raw
