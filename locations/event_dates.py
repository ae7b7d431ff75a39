"""A registry for the dates of events at the clinic's locations.

The apps that plan the clinic's time read it without knowing which app has events.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class EventDate:
    """One date of an event, in its place's time zone; `host` is a therapist's id."""

    title: str
    url: str
    location: int
    host: int | None
    starts_at: datetime
    ends_at: datetime


Source = Callable[[datetime], Iterable[EventDate]]
_sources: list[Source] = []


def add(source: Source) -> None:
    """Register a function of `now` that returns the dates that are not over."""
    _sources.append(source)


def ahead(now: datetime) -> Iterator[EventDate]:
    """Every date that is not over, for at most a year ahead."""
    for source in _sources:
        yield from source(now)
