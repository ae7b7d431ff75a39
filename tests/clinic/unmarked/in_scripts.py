"""Unmarked words of scripts: what people read comes from the page, translated there."""

import re

from tests.clinic.unmarked import ELEMENT, Unmarked, has_letters, reads_as_words

COMMENT_OR_TEXT = re.compile(
    r"""//[^\n]*|/\*.*?\*/|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)""",
    re.DOTALL,
)
VALUE = re.compile(r"\$\{[^{}]*\}")
READ_OF_AN_ELEMENT = re.compile(
    r"\b(alt|ariaLabel|innerHTML|innerText|placeholder|textContent|title)\s*=\s*$"
    r"|\b(alert|confirm|prompt|say)\(\s*$"
    r"|(?:aria-label|title|placeholder|alt)[\"'],\s*$"
)
ATTRIBUTE = re.compile(r"""(?:aria-label|alt|placeholder|title)="([^"]*)\"""")
# Selectors, names of classes, and what tabs say to each other.
FOR_MACHINES = re.compile(r"^[#.\[]|[\w\]]\[|--|^signed in$")


def find(source):
    """Every unmarked word of a script."""
    return list(_words(source))


def _words(source):
    for match in COMMENT_OR_TEXT.finditer(source):
        if not match[1]:
            continue
        line = source.count("\n", 0, match.start()) + 1
        text = VALUE.sub(" 0 ", match[1][1:-1])
        is_read = READ_OF_AN_ELEMENT.search(source[: match.start()])
        seen = " ".join(ELEMENT.sub(" ", text).split())
        if is_read and has_letters(seen):
            yield Unmarked(line, "element", seen)
        elif not FOR_MACHINES.search(seen) and reads_as_words(seen):
            yield Unmarked(line, "text", seen)
        for words in ATTRIBUTE.findall(text):
            if has_letters(words):
                yield Unmarked(line, "attribute", words)
