"""Unmarked words of templates: texts, attributes that people read, and literals."""

import re
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

from tests.clinic.unmarked import Unmarked, has_letters, reads_as_words

READ_ALOUD_OR_SEEN = {
    "abbr",
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "download",
    "label",
    "placeholder",
    "summary",
    "title",
}
BUTTONS = {"button", "reset", "submit"}
ABOUT_THE_PAGE = re.compile(r"title|description|alt\b|author|site_name|keywords")
FOR_MACHINES = {"code", "kbd", "script", "style"}

# Arguments of tags that are words whatever they look like, and such as never are.
WORDS_OF_A_TAG = {"alt", "caption", "heading", "hint", "label", "note", "subtitle"}
WORDS_OF_A_TAG |= {"text", "title", "words"}
NEVER_WORDS = {"class", "classname", "plate", "sizes"}
NAMES_OF_FILES = (".html", ".svg", ".txt")
LITERAL = re.compile(r"""(?:(\w+)=)?(?:\|(\w+):)?(_\()?("[^"]*"|'[^']*')""")
OF_TEMPLATES = {"extends", "include", "load", "static", "translate", "trans", "url"}
TRANSLATED = {"blocktranslate", "blocktrans", "comment"}
# Filters whose argument is a format or a name.
NOT_SHOWN_BY = {"date", "time", "json_script", "add", "split"}


def find(source):
    """Every unmarked word of the source of a template."""
    html, tags = _apart(source)
    parser = _Reader()
    parser.feed(html)
    parser.close()
    return sorted([*parser.found, *_literals(tags)])


def _apart(source):
    """(HTML in which nothing of Django's language is left, the tags and variables)."""
    html, tags, until = [], [], ""
    for token in Lexer(source).tokenize():
        name = (token.contents.split() or [""])[0]
        if until:
            html.append("\n" * token.contents.count("\n"))
            until = "" if name == until else until
        elif token.token_type is TokenType.BLOCK and name in TRANSLATED:
            until = f"end{name}"
        elif token.token_type is TokenType.TEXT:
            html.append(token.contents)
        elif token.token_type is not TokenType.COMMENT:
            html.append(" " if token.token_type is TokenType.BLOCK else "0")
            tags.append(token)
    return "".join(html), tags


class _Reader(HTMLParser):
    """Collects the texts and attributes that people read."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        for name, value in attrs:
            if value and has_letters(value) and _is_read(tag, name, value, given):
                self._add(f"{tag} {name}", value)
        if tag in FOR_MACHINES:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside and has_letters(data):
            self._add("text", data)

    def _add(self, place, words):
        self.found.append(Unmarked(self.getpos()[0], place, " ".join(words.split())))


def _is_read(tag, name, value, given):
    if name == "value":
        return tag == "input" and given.get("type") in BUTTONS
    if name == "content":
        about = given.get("name") or given.get("property") or ""
        return bool(ABOUT_THE_PAGE.search(about)) and " " in value
    if name.startswith("data-"):
        return reads_as_words(value)
    return name in READ_ALOUD_OR_SEEN


def _literals(tags):
    for token in tags:
        name = token.contents.split()[0]
        for argument, by, is_marked, literal in LITERAL.findall(token.contents):
            words = literal[1:-1]
            if is_marked or not has_letters(words) or words.endswith(NAMES_OF_FILES):
                continue
            if token.token_type is TokenType.VAR:
                is_shown = by not in NOT_SHOWN_BY and not words.startswith("#")
            else:
                is_shown = _is_shown(name, argument, by, words)
            if is_shown:
                yield Unmarked(token.lineno, f"{{% {name} %}}", words)


def _is_shown(tag, argument, by, words):
    if argument in WORDS_OF_A_TAG:
        return True
    if argument in NEVER_WORDS or by in NOT_SHOWN_BY:
        return False
    return tag not in OF_TEMPLATES - {"include"} and reads_as_words(words)
