"""Words that people read and no catalogue can have, for they are not marked."""

import re
from typing import NamedTuple

LETTERS = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"\b[^\W\d_]+[,.:;?!]? [^\W\d_]+\b")
CAPITALISED = re.compile(r"[^\w]*[A-ZÀ-Þ][a-zß-ÿ]+(?![\w-])")
ELEMENT = re.compile(r"<[^>]*>")

# Names, abbreviations and units that are the same in every language.
NAMES = re.compile(r"\b(Plumbline|Wagtail|Django|OpenStreetMap|doi|min|kg|km|cm|px)\b")


class Unmarked(NamedTuple):
    """Words outside gettext: the line they stand on, in what, and they themselves."""

    line: int
    place: str
    words: str


def has_letters(text):
    """Whether anything is left to translate: two letters that are no name or unit."""
    return bool(LETTERS.search(NAMES.sub("", text)))


def reads_as_words(text):
    """Whether a text, of which one cannot know who sees it, is written for people.

    It is if it begins like a sentence, or if one word follows another.
    """
    bare = NAMES.sub("", ELEMENT.sub("", text)).strip()
    return bool(CAPITALISED.match(bare) or SENTENCE.search(bare))
