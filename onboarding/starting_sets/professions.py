"""Professions, and the treatments that a clinic of each usually begins with."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from onboarding.starting_sets.files import ENGLISH, languages, read

FIGURES = "figures"


@dataclass(frozen=True)
class SuggestedLength:
    """One length in minutes, and a price that other currencies are reckoned from."""

    minutes: int
    euros: int

    def price_in(self, currency: str) -> int | None:
        """The price in whole units of a currency, such as 65 pounds.

        It is rounded to what looks like a price there, and None where we know no price.
        """
        known = read(FIGURES)["currencies"].get(currency)
        if known is None:
            return None
        steps = Decimal(self.euros) * known["factor"] / known["step"]
        return int(steps.quantize(Decimal(1), ROUND_HALF_UP)) * int(known["step"])


@dataclass(frozen=True)
class SuggestedTreatment:
    """A treatment that a starting set suggests.

    `slugs` holds those of all languages, since a clinic may change its own. Home visits
    need a place that visits homes; all others need a room.
    """

    key: str
    slug: str
    slugs: frozenset[str]
    name: str
    summary: str
    lengths: tuple[SuggestedLength, ...]
    for_new_clients: bool
    is_home_visit: bool
    setup_minutes: int
    cleanup_minutes: int
    travel_minutes: int


@dataclass(frozen=True)
class Profession:
    """A profession in one language.

    `title` is printed beside a name; `therapist`, `therapists` and `treatment` are its
    own words for those within a sentence.
    """

    key: str
    name: str
    title: str
    therapist: str
    therapists: str
    treatment: str
    treatments: tuple[SuggestedTreatment, ...]

    def suggested(self, key: str) -> SuggestedTreatment:
        """A treatment by its key; raises LookupError for one of another profession."""
        for each in self.treatments:
            if each.key == key:
                return each
        raise LookupError(f"{self.key} suggests no {key}.")


def professions(language: str = ENGLISH) -> tuple[Profession, ...]:
    """All professions, with words in a language; see `files.closest`."""
    return tuple(
        _profession(key, words)
        for key, words in read(f"{language}/professions").items()
    )


def profession(key: str, language: str = ENGLISH) -> Profession:
    """A profession by its key; raises LookupError where there is none."""
    return _profession(key, read(f"{language}/professions")[key])


def _profession(key: str, words: dict[str, Any]) -> Profession:
    names = {name: text for name, text in words.items() if name != "treatments"}
    return Profession(key=key, treatments=tuple(_treatments(key, words)), **names)


def _treatments(key: str, words: dict[str, Any]) -> Iterator[SuggestedTreatment]:
    """The treatments of a profession in the order of the figures."""
    for treatment, figures in read(FIGURES)[key].items():
        yield SuggestedTreatment(
            key=treatment,
            slugs=_slugs(key, treatment),
            lengths=tuple(
                SuggestedLength(int(minutes), euros)
                for minutes, euros in figures["lengths"].items()
            ),
            for_new_clients=figures.get("for_new_clients", False),
            is_home_visit=figures.get("home_visit", False),
            setup_minutes=figures.get("setup_minutes", 0),
            cleanup_minutes=figures.get("cleanup_minutes", 0),
            travel_minutes=figures.get("travel_minutes", 0),
            **words["treatments"][treatment],
        )


def _slugs(profession: str, treatment: str) -> frozenset[str]:
    known = (read(f"{language}/professions")[profession] for language in languages())
    return frozenset(each["treatments"][treatment]["slug"] for each in known)
