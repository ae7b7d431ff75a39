"""A language for tests: every marked word in longer, accented letters, in brackets.

What does not fit is seen at once, and so is a word that nobody has marked. It goes by
the code of a language that is written from right to left, so that Django and browsers
turn the page round.
"""

import re

from babel import Locale
from babel.messages import Catalog, mofile

from clinic import translations

CODE = "he"
LONGER = 1.4  # times as long as in English, as in the longest translations

# What stands between words and is kept: placeholders, elements and entities.
KEPT = re.compile(
    r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?[a-z][^>]*>|&#?\w+;|\b\w+@\w[\w.]+|\bhttps?:\S+)"
)
WORD = re.compile(r"[^\W\d_]+")
ACCENTED = str.maketrans("AEIOUYaeiouycnszlrgdhkt", "ÀÉÎÕÛÝàéîõûýçñšžļřğďĥķť", "")
VOWELS = frozenset("aeiouyAEIOUY")


def pseudo(text: str) -> str:
    """A text in the language of the tests."""
    parts = KEPT.split(text)
    parts[::2] = [WORD.sub(_longer, part) for part in parts[::2]]
    return f"[{''.join(parts)}]"


def _longer(match: re.Match[str]) -> str:
    """A word with some of its vowels twice, and its end repeated if that is too few."""
    word, letters = match[0], []
    missing = round(len(word) * (LONGER - 1))
    for letter in word:
        letters.append(letter)
        if missing and letter in VOWELS:
            letters.append(letter.lower())
            missing -= 1
    return ("".join(letters) + word[-1].lower() * missing).translate(ACCENTED)


def catalogue() -> Catalog:
    """Every word of the product, as the catalogues have them."""
    made = Catalog(Locale.parse(CODE))
    for each in translations.read("es"):
        if each.id:
            made.add(each.id, _forms(each.id, made.num_plurals), context=each.context)
    return made


def _forms(words: str | tuple[str, str], number: int) -> str | tuple[str, ...]:
    if isinstance(words, str):
        return pseudo(words)
    one, more = words
    return (pseudo(one), *[pseudo(more)] * (number - 1))


def compile_into(folder) -> None:
    """Write the catalogue where Django looks for it."""
    compiled = folder / CODE / "LC_MESSAGES" / "django.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        mofile.write_mo(file, catalogue())
