"""Readability of a text: its grade, and words that promise too much.

The clinic's wording allows three strengths of claim; the words in `BANNED` are never
used of a treatment. Myths and questions may quote them.
"""

import html
import re
from itertools import pairwise

BANNED = (
    "cure",
    "cures",
    "cured",
    "curing",
    "realign",
    "realigns",
    "realignment",
    "misaligned",
    "detox",
    "detoxify",
    "detoxifies",
    "detoxifying",
    "toxins",
    "permanent",
    "permanently",
    "guarantee",
    "guarantees",
    "guaranteed",
    "miracle",
    "the real cause",
    "releases trauma",
    "stores trauma",
    "breaking up knots",
    "sufferer",
    "sufferers",
    "crumbling",
    "masseuse",
    "healer",
)
_BANNED = re.compile(rf"\b({'|'.join(BANNED)})\b", re.IGNORECASE)
_VOWELS = "aeiouy"


def plain(markup: str) -> str:
    """The text of some HTML; each paragraph or list item ends as a line."""
    lines = re.sub(r"</(p|li|h[1-6]|td|th)>|<br ?/?>", "\n", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", lines))


def banned_words(text: str) -> list[str]:
    """The banned words in a text, each once."""
    return sorted({match.lower() for match in _BANNED.findall(plain(text))})


def reading_grade(text: str) -> float:
    """The US school grade needed to read a text (Kincaid et al. 1975, Flesch-Kincaid).

    0.39 words a sentence + 11.8 syllables a word - 15.59; 0.0 for no words. Syllables
    are counted as groups of vowels, which is right for most English words.
    """
    words = re.findall(r"[A-Za-z0-9’'-]+", plain(text))
    if not words:
        return 0.0
    sentences = max(1, len(_sentences(text)))
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def _sentences(text):
    parts = re.split(r"[.!?]+[\s”\"’)]+|\n", plain(text) + "\n")
    return [part for part in parts if re.search(r"[A-Za-z0-9]", part)]


def _syllables(word):
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = sum(
        after in _VOWELS and before not in _VOWELS
        for before, after in pairwise(f" {letters}")
    )
    silent = re.search(
        r"([^aeioul]|[aeiou]l)e$|[^aeioudt]ed$|[^aeiouscxzgh]es$", letters
    )
    return max(1, groups - bool(silent))
