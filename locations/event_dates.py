"""Dates of events at the clinic's places, told by whoever publishes events.

A registry: what plans the clinic's time asks it, and need not know who publishes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class EventDate:
    """One date of an event, by the clock of its place; `host` is a therapist's id."""

    title: str
    url: str
    location: int
    host: int | None
    starts_at: datetime
    ends_at: datetime


Source = Callable[[datetime], Iterable[EventDate]]
_sources: list[Source] = []


def add(source: Source) -> None:
    """Register a function that tells, given `now`, the dates that are not over."""
    _sources.append(source)


def ahead(now: datetime) -> Iterator[EventDate]:
    """Every date that is not over, of a year at most."""
    for source in _sources:
        yield from source(now)
