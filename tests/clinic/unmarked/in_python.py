"""Unmarked words of Python.

Two questions are asked of a text: is it in a place whose words people read (a label, a
message of a form, a name of a field), and else, does it read as words at all.
"""

import ast
import re
from itertools import pairwise

from clinic.translations import KEYWORDS
from tests.clinic.unmarked import Unmarked, has_letters, reads_as_words

READ = {
    "caption",
    "description",
    "empty_label",
    "error_message",
    "heading",
    "help_text",
    "label",
    "menu_label",
    "message",
    "page_title",
    "short_description",
    "title",
    "verbose_name",
    "verbose_name_plural",
}
# Calls, by the end of their name, of which one argument is read by people.
READ_FIRST = ("ValidationError", "MenuItem", "HttpResponseNotFound")
READ_SECOND = {"MultiFieldPanel", "FieldRowPanel", "InlinePanel", "add_error"}
READ_SECOND |= {"debug", "info", "success", "warning", "error"}  # of messages alone
OF_MESSAGES = {"flash", "messages"}
FIELD = re.compile(r"[A-Z]\w*Field$")
# Their first argument is a name for good, or what they point at.
NOT_NAMED_FIRST = {"ArrayField", "EncryptedJSONField", "ForeignKey", "OneToOneField"}
NOT_NAMED_FIRST |= {"ManyToManyField", "ParentalManyToManyField", "StreamField"}
CHOICES = {"Choices", "IntegerChoices", "TextChoices"}

# Errors and lines of a log, for those who run the site or change the code; types of
# the database; headers; keys by which limits are counted, and by which rows are found.
NOT_FOR_READERS = {
    "CommandError",
    "Error",
    "FieldError",
    "ImproperlyConfigured",
    "KeyAtRisk",
    "KeptAlive",
    "LookupError",
    "NewType",
    "NotImplementedError",
    "ProtectedError",
    "RuntimeError",
    "Stopped",
    "TypeError",
    "Unreadable",
    "ValueError",
    "_asks_too_often",
    "add_header",
    "asks_too_often",
    "critical",
    "debug",
    "error",
    "exception",
    "execute",
    "filter",
    "format_html",
    "get",
    "getattr",
    "info",
    "key_for",
    "read_through",
    "setdefault",
    "vary_on_headers",
    "warning",
}
FOR_MACHINES = re.compile(
    r"^\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|@layer|-c )\b"  # of databases and CSS
    r"|^[A-Z][a-z]+(-[A-Z]\w*)+$"  # headers
    r"|^[A-Z][a-z0-9]+([A-Z]\w*)+$"  # names in code
    r"|max-age=|no-store|noindex|charset=|default-src"
)
# Names of types and properties by schema.org, RFC 5545 and the like.
KEYS_OF_MACHINES = {"@type", "query-input", "Cache-Control", "X-Robots-Tag"}
NOT_WORDS = {"CANNOT", "DOMAIN", "FOR_EVER", "HEADER", "MINUTE", "SIGNS", "__all__"}


def codes(trees):
    """Texts that stand for words: those beside a marked text, and those marked as such.

    The words of a choice or of a key stand beside it. What `gettext_noop` marks is
    stored as it is, and translated where it is shown.
    """
    return {
        code.value
        for tree in trees
        for node in ast.walk(tree)
        for code, words in _pairs(node)
        if _is_text(code) and _is_marked(words)
    }


def _pairs(node):
    if isinstance(node, ast.Dict):
        return list(zip(node.keys, node.values, strict=True))
    if isinstance(node, ast.Tuple):
        return list(pairwise(node.elts))
    if _is_marked(node) and _name(node.func) == "gettext_noop":
        return [(node.args[0], node)]
    return []


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_marked(node):
    return isinstance(node, ast.Call) and _name(node.func) in KEYWORDS


def find(tree, known=frozenset()):
    """Every unmarked word of a module; `known` are texts that stand for words."""
    return list(_Reader(known).words_of(tree))


class _Reader:
    def __init__(self, known):
        self.known = known

    def words_of(self, node, place=""):
        """The words of a node, in a place that is read ("label") or not ("")."""
        kind = type(node).__name__.lower()
        yield from getattr(self, f"_{kind}", self._other)(node, place)

    def _other(self, node, place):
        for child in _without_docstring(node):
            yield from self.words_of(child)

    def _whole(self, node, place):
        for child in ast.iter_child_nodes(node):
            yield from self.words_of(child, place)

    _binop = _boolop = _ifexp = _list = _whole

    def _subscript(self, node, place):
        """Of `rows["name"]` the rows; a key or the name of a type is not shown."""
        yield from self.words_of(node.value, place)

    def _functiondef(self, node, place):
        defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
        inside = _without_docstring(node)
        for child in [*defaults, *inside]:
            if child not in (node.returns, node.args):
                yield from self.words_of(child)

    def _constant(self, node, place):
        words = _words(node)
        if words in self.known and not place:
            return
        is_seen = has_letters(words) if place else reads_as_words(words)
        if is_seen and not FOR_MACHINES.search(words):
            yield Unmarked(node.lineno, place or "text", words)

    _joinedstr = _constant

    def _call(self, node, place):
        name = _name(node.func)
        if name in KEYWORDS:
            return
        if isinstance(node.func, ast.Attribute):  # as of "…".format()
            yield from self.words_of(node.func.value, place)
        for number, argument in enumerate(node.args):
            read = _place_of(node, name, number)
            if read or name not in NOT_FOR_READERS:
                yield from self.words_of(argument, read)
        for keyword in node.keywords:
            read = f"{keyword.arg}=" if keyword.arg in READ else ""
            if read or name not in NOT_FOR_READERS:
                yield from self.words_of(keyword.value, read)

    def _dict(self, node, place):
        for key, value in zip(node.keys, node.values, strict=True):
            name = getattr(key, "value", None)
            if name in KEYS_OF_MACHINES:
                continue
            if key is not None:
                yield from self.words_of(key)
            yield from self.words_of(value, f"{name}:" if name in READ else place)

    def _assign(self, node, place):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        name = _name(targets[0])
        if node.value is None or name in NOT_WORDS:
            return
        yield from self.words_of(node.value, f"{name} =" if name in READ else "")

    def _annassign(self, node, place):
        yield from self._assign(node, place)

    def _classdef(self, node, place):
        is_choice = bool(_bases(node) & CHOICES)
        yield from self._choices(node) if is_choice else self._other(node, place)

    def _choices(self, node):
        for each in node.body:
            value = getattr(each, "value", None)
            if isinstance(each, ast.Assign) and isinstance(value, ast.Tuple):
                yield from self.words_of(value.elts[-1], "choice")
            elif isinstance(each, ast.Assign) and isinstance(value, ast.Constant):
                # Django makes words of the name.
                yield Unmarked(each.lineno, "choice", _name(each.targets[0]))
            elif not isinstance(each, ast.Expr):
                yield from self.words_of(each)


def _place_of(call, name, number):
    of = _name(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if number == 0:
        named = FIELD.match(name) and of == "models" and name not in NOT_NAMED_FIRST
        return f"{name}()" if named or name.endswith(READ_FIRST) else ""
    if number == 1 and name in READ_SECOND:
        is_log = name in NOT_FOR_READERS and of not in OF_MESSAGES
        return "" if is_log else f"{name}()"
    return ""


def _words(node):
    """The text of a literal; of one with values in it, what stands around them."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    parts = (part for part in node.values if isinstance(part, ast.Constant))
    return " 0 ".join(str(part.value) for part in parts)


def _name(node):
    if isinstance(node, ast.Attribute):
        return node.attr
    return getattr(node, "id", "")


def _bases(node):
    return {_name(base) for base in node.bases}


def _without_docstring(node):
    children = list(ast.iter_child_nodes(node))
    body = getattr(node, "body", None)
    if isinstance(body, list) and body and _is_docstring(body[0]):
        children.remove(body[0])
    return children


def _is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
