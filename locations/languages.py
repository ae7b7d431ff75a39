"""The languages in which the clinic speaks to its clients.

The clinic's row says which; `site_context` passes them on whenever it reads that row.
Nothing here queries, so that an address can be built anywhere, at any time.
"""

from django.conf import settings
from django.urls import clear_url_caches
from django.utils.translation import get_language

_offered: tuple[str, ...] = (settings.LANGUAGE_CODE,)


def default() -> str:
    """The clinic's own language, whose addresses have no prefix."""
    return _offered[0]


def offered() -> tuple[str, ...]:
    """Every language in which clients can read the site, the default first."""
    return _offered


def spoken(code: str | None) -> str:
    """A language, or the default where the clinic does not offer it."""
    return code if code in _offered else default()


def current() -> str:
    """The language of the reader, as far as the clinic offers it."""
    return spoken(get_language())


def prefix(code: str) -> str:
    """What stands before every public address in a language: nothing, or es/."""
    return "" if spoken(code) == default() else f"{code}/"


def of_path(path: str) -> str:
    """The language of an address, which its first part alone decides."""
    first = path.lstrip("/").partition("/")[0]
    return spoken(first)


def remember(languages: tuple[str, ...]) -> None:
    """Take over what the clinic's row says.

    Django keeps the addresses of each language, in which the prefix is a part.
    """
    global _offered
    if languages != _offered:
        _offered = languages
        clear_url_caches()


def forget() -> None:
    """Know only what every site speaks before its row is read."""
    remember((settings.LANGUAGE_CODE,))
