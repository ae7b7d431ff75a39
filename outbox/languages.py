"""The language of a letter: that of its reader, if the clinic speaks it.

Another app registers which languages the clinic offers.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings

Ask = Callable[[], tuple[str, ...]]


def _the_projects_own() -> tuple[str, ...]:
    return (settings.LANGUAGE_CODE,)


_ask: Ask = _the_projects_own


def ask(offered: Ask) -> None:
    """Register `offered()`: the languages of the clinic, its default first."""
    global _ask
    _ask = offered


def offered() -> tuple[str, ...]:
    """The languages that the clinic offers, its default first."""
    return _ask()


def default() -> str:
    """The clinic's own language."""
    return offered()[0]


def named(language: str) -> str:
    """The name of a language, in that language."""
    return str(dict(settings.LANGUAGES).get(language, language))


def of_client(language: str) -> str:
    """The language in which a client wrote to us, or the clinic's."""
    return language if language in offered() else default()


def of_staff(user: Any) -> str:
    """The language that a member of staff has chosen for the admin, or the clinic's."""
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in dict(settings.LANGUAGES) else default()
