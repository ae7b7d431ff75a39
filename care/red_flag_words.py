"""Words that may mean an emergency, in text that visitors type.

Not a diagnosis and not a filter: visitors who type one of them are first shown where to
get help at once. The signs are those of the safety check, in everyday words. They are
looked for in every language, since nobody is asked in which one they write.
"""

import re
from functools import cache

from care import word_lists

PART = re.compile(r"\{([a-z]+)\}")


def may_be_urgent(text: str) -> bool:
    """Whether a text contains words that may mean an emergency, in any language."""
    return any(
        signs(language).search(word_lists.plain(text, language))
        for language in word_lists.languages()
    )


@cache
def signs(language: str) -> re.Pattern[str]:
    """One pattern of all signs of a language."""
    words = word_lists.read(language)
    known = [with_parts(each, words["parts"]) for each in words["urgent"]]
    return re.compile(rf"\b({'|'.join(known)})\b")


def with_parts(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with the parts that it names in braces."""
    return PART.sub(lambda named: with_parts(parts[named[1]], parts), pattern)
