"""The texts of a starting website."""

from dataclasses import dataclass
from typing import Any

from onboarding.starting_sets.files import ENGLISH, read


@dataclass(frozen=True)
class Step:
    """One step of a first visit."""

    title: str
    text: str


@dataclass(frozen=True)
class HomeText:
    """The home page; its title is the clinic's name."""

    slug: str
    headline: str
    introduction: str
    promise: str
    note: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Part:
    """A heading, and the HTML below it."""

    heading: str
    text: str


@dataclass(frozen=True)
class PageText:
    """A page below the home page. `note` is for its editor and not for readers."""

    slug: str
    title: str
    introduction: str
    note: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Website:
    """All pages of a starting website, in one language."""

    home: HomeText
    treatments: PageText
    team: PageText
    places: PageText
    contact: PageText
    rules: PageText
    privacy: PageText


def website(language: str = ENGLISH) -> Website:
    """The pages in a language; see `files.closest`."""
    pages = dict(read(f"{language}/website"))
    home = pages.pop("home")
    steps = tuple(Step(**step) for step in home["steps"])
    return Website(
        home=HomeText(**{**home, "steps": steps}),
        **{name: _page(text) for name, text in pages.items()},
    )


def _page(text: dict[str, Any]) -> PageText:
    parts = tuple(Part(**part) for part in text.get("parts", ()))
    return PageText(**{**text, "parts": parts})
