"""The words of the product in other languages: collected from the code, and compiled.

`script/words` collects them into `locale/<language>/LC_MESSAGES/django.po`, which
people translate. Every start compiles these files, so none is committed compiled.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog, extract, mofile, pofile
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "locale"
DOMAIN = "LC_MESSAGES/django"
NOT_OURS = {"demo", "tests", "bench", "docs", "var", "node_modules", ".venv"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# What Django makes of a template: calls such as gettext('Book'), among other letters.
TEXT = r"""u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*\""""
CALLS = re.compile(rf"\bn?p?gettext\((?:{TEXT}|[^'\")])*\)")
WIDTH = 100
HEADER = """# The words of Plumbline, in {name}. `manage.py words` renews them.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""


def languages() -> list[str]:
    """The languages that the product's words are translated into."""
    return sorted(path.parent.parent.name for path in SOURCES.glob(f"*/{DOMAIN}.po"))


def collect() -> Catalog:
    """Every word of Python and templates that is marked, without a translation."""
    found = Catalog(project="Plumbline")
    for path, source in _sources():
        words = extract.extract("python", BytesIO(source.encode()), KEYWORDS, ("T:",))
        for _line, message, comments, context in words:
            place = path.relative_to(ROOT).as_posix()
            found.add(
                message, None, [(place, 0)], auto_comments=comments, context=context
            )
    return found


def read(language: str) -> Catalog:
    """The catalogue of a language; an empty one when it is new."""
    path = _source_of(language)
    if not path.exists():
        return Catalog(Locale.parse(language))
    return pofile.read_po(BytesIO(path.read_bytes()), locale=language)


def bring_up_to_date(language: str) -> Catalog:
    """Write the catalogue of a language with the words that the code has now."""
    catalogue = read(language)
    catalogue.update(collect(), no_fuzzy_matching=True, keep_user_comments=True)
    write(catalogue, language)
    return catalogue


def write(catalogue: Catalog, language: str) -> None:
    """Write the catalogue of a language, without dates and names."""
    header = HEADER.format(
        name=Locale.parse(language).english_name,
        language=language,
        plurals=catalogue.plural_forms,
    )
    body = BytesIO()
    pofile.write_po(
        body,
        catalogue,
        width=WIDTH,
        omit_header=True,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    path = _source_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header.encode() + body.getvalue())


def compile_all(folder: Path) -> None:
    """Compile every catalogue that is newer than what a folder has of it."""
    for language in languages():
        compiled = folder / language / f"{DOMAIN}.mo"
        source = _source_of(language)
        is_new = not compiled.exists()
        if is_new or compiled.stat().st_mtime < source.stat().st_mtime:
            compiled.parent.mkdir(parents=True, exist_ok=True)
            # Processes that start together each write a file of their own.
            building = compiled.with_suffix(f".{os.getpid()}")
            with building.open("wb") as file:
                mofile.write_mo(file, read(language))
            building.replace(compiled)


def _source_of(language: str) -> Path:
    return SOURCES / language / f"{DOMAIN}.po"


def _sources() -> Iterator[tuple[Path, str]]:
    """Every module of ours, and of every template the calls that Django makes of it."""
    for path in sorted(ROOT.rglob("*")):
        if NOT_OURS & set(path.relative_to(ROOT).parts) or not path.is_file():
            continue
        if path.suffix == ".py":
            yield path, path.read_text()
        elif path.suffix in (".html", ".txt", ".svg") and "templates" in path.parts:
            calls = CALLS.findall(templatize(path.read_text(), origin=str(path)))
            yield path, "\n".join(calls)
