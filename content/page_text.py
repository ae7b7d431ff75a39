"""Extract the text of a page from fields and blocks, and check its wording."""

from dataclasses import dataclass

from django.db.models import CharField, SlugField, TextField, URLField
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from content import readability

# Parts of blocks that quote others: myths, and readers' questions.
QUOTED = {"myth", "question"}
NOT_READ = QUOTED | {"alt_text"}  # alt texts are not sentences of the text
SKIPPED = {"search_description", "url_path"}
HARDEST = 9.0  # the US school grade above which English is hard to read
EASY = 55.0  # the ease from which on Spanish is easy to read


@dataclass(frozen=True)
class Check:
    """The result of one check of a page: whether it passed, and its message."""

    holds: bool
    words: str


def claims(page) -> str:
    """The page's own sentences, without those that it quotes."""
    return "\n".join(_texts(page))


def promises(page) -> str:
    """The page's own sentences, titles, labels and search description."""
    return "\n".join([claims(page), page.search_description, *_lines(page)])


def checks(page) -> list[Check]:
    """The automatic checks that an editor should see before publishing."""
    return [
        *_reading(page),
        _wording(page),
        _search_description(page),
        *_pictures(page),
        *getattr(page, "own_checks", list)(),
    ]


def _reading(page):
    """One check by the formula of the page's language; none where we know none."""
    formulas = {"en": _grade, "es": _ease}
    if formula := formulas.get(_language(page)):
        yield formula(claims(page))


def _language(page):
    """The language of a page, without its country."""
    return page.locale.language_code.partition("-")[0]


def _grade(text):
    grade = max(0, readability.reading_grade(text))
    words = _("Reading grade {grade}; up to {hardest} is easy to read.").format(
        grade=f"{grade:.1f}", hardest=f"{HARDEST:.0f}"
    )
    return Check(grade <= HARDEST, words)


def _ease(text):
    ease = min(100, max(0, readability.reading_ease(text)))
    words = _("Reading ease {ease} of 100; {easy} or more is easy to read.").format(
        ease=f"{ease:.0f}", easy=f"{EASY:.0f}"
    )
    return Check(ease >= EASY, words)


def _search_description(page):
    if page.search_description:
        return Check(True, _("Search engines have a description."))
    return Check(False, _("Write a description for search engines (Promote)."))


def _pictures(page):
    """One check of all pictures together; none for a page without pictures."""
    described = [
        bool(getattr(page, f"{name}_alt"))
        for name in ("picture", "portrait")
        if getattr(page, f"{name}_id", None)
    ]
    for value in _streams(page):
        described += _figures(value)
    if described and all(described):
        yield Check(True, _("Every picture is described."))
    elif described:
        yield Check(False, _("Describe every picture in words."))


def _figures(raw):
    """Whether each picture in the raw values of a stream has a description."""
    if isinstance(raw, dict) and "alt_text" in raw:
        yield bool(raw["alt_text"] or raw.get("decorative"))
    elif isinstance(raw, dict | list):
        for value in raw.values() if isinstance(raw, dict) else raw:
            yield from _figures(value)


def _streams(page):
    """The raw values of the page's streams."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            yield getattr(page, field.name).get_prep_value()


def _wording(page):
    banned = readability.banned_words(promises(page), _language(page))
    if not banned:
        return Check(True, _("No wording that promises too much."))
    words = _("These words promise too much: {words}.")
    return Check(False, words.format(words=", ".join(banned)))


def _texts(page):
    for field in page._meta.concrete_fields:
        is_text = isinstance(field, TextField) and not isinstance(field, StreamField)
        if is_text and field.name not in SKIPPED:
            yield field.value_to_string(page)
    for value in _streams(page):
        yield from _in_blocks(value)


def _lines(page):
    for field in page._meta.concrete_fields:
        is_line = isinstance(field, CharField) and not field.choices
        if is_line and not isinstance(field, SlugField | URLField):
            yield getattr(page, field.name) or ""


def _in_blocks(raw):
    """Every text in the raw values of a stream."""
    if isinstance(raw, dict):
        for name, value in raw.items():
            if name not in NOT_READ:
                yield from _in_blocks(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from _in_blocks(value)
    elif isinstance(raw, str) and " " in raw:
        yield raw
