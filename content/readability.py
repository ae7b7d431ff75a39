"""Readability of a text: its grade or ease, and words that promise too much.

The clinic's wording allows three strengths of claim; the words in `words/` are never
used of a treatment. Myths and questions may quote them.
"""

import html
import re
import tomllib
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

WORDS = Path(__file__).parent / "words"
LANGUAGES = tuple(sorted(file.stem for file in WORDS.glob("*.toml")))
_VOWELS = "aeiouy"


def plain(markup: str) -> str:
    """The text of some HTML; each paragraph or list item ends as a line."""
    lines = re.sub(r"</(p|li|h[1-6]|td|th)>|<br ?/?>", "\n", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", lines))


def banned_words(text: str, language: str | None = None) -> list[str]:
    """The words in a text that are banned in its language, or in any; each once."""
    words = plain(text)
    languages = [each for each in LANGUAGES if language in (None, each)]
    found = [each for known in languages for each in _banned(known).findall(words)]
    return sorted({match.lower() for match in found})


def banned(language: str) -> list[str]:
    """Every word that is banned in a language."""
    file = WORDS / f"{language}.toml"
    return list(tomllib.loads(file.read_text(encoding="utf-8"))["banned"])


@cache
def _banned(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(banned(language))})\b", re.IGNORECASE)


def reading_grade(text: str) -> float:
    """The US school grade needed to read English (Kincaid et al. 1975, Flesch-Kincaid).

    0.39 words a sentence + 11.8 syllables a word - 15.59; 0.0 for no words. Syllables
    are counted as groups of vowels, which is right for most English words.
    """
    if (lengths := _lengths(text, _syllables)) is None:
        return 0.0
    sentence, word = lengths
    return 0.39 * sentence + 11.8 * word - 15.59


def reading_ease(text: str) -> float:
    """How easy Spanish is to read, up to about 100 (perspicuity, Szigriszt-Pazos 1992).

    206.835 - 62.3 syllables a word - words a sentence; 100.0 for no words. By the scale
    INFLESZ (Barrio-Cantalejo et al. 2008), texts for patients are easy enough from 55.
    """
    if (lengths := _lengths(text, _spanish_syllables)) is None:
        return 100.0
    sentence, word = lengths
    return 206.835 - 62.3 * word - sentence


def _lengths(text: str, syllables: Callable[[str], int]) -> tuple[float, float] | None:
    """(words a sentence, syllables a word), on average; None for no words."""
    words = re.findall(r"[\w’'-]+", plain(text))
    if not words:
        return None
    sentences = max(1, len(_sentences(text)))
    return len(words) / sentences, sum(map(syllables, words)) / len(words)


def _sentences(text):
    parts = re.split(r"[.!?]+[\s”\"’»)]+|\n", plain(text) + "\n")
    return [part for part in parts if re.search(r"\w", part)]


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


def _spanish_syllables(word):
    """One for each a, e, o or vowel with an accent, and one for i and u on their own.

    A y that no vowel follows is an i: muy, ley.
    """
    letters = re.sub(r"y(?![aeiouáéíóúü])", "i", word.lower())
    strong = re.findall("[aeoáéíóú]", letters)
    weak = re.findall("(?<![aeoáéíóúiuü])[iuü]+(?![aeoáéíóúiuü])", letters)
    return max(1, len(strong) + len(weak))
