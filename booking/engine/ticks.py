"""Ticks: the five minutes in which time is sold, counted from the Unix epoch."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, NewType

# The unit in which time is sold. Changing it needs a data migration that rewrites
# every occupied tick, so it is a constant and not a setting.
TICK = timedelta(minutes=5)
TICKS_PER_DAY = 288

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
START = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z")


# The number of a tick since the epoch. Durations in ticks are plain `int`s, and so are
# the positions in a bitmap, which count from the start of its window.
Tick = NewType("Tick", int)


class Span(NamedTuple):
    """A half-open stretch of time, from the start of one tick to that of another."""

    start: Tick
    stop: Tick

    def at(self, position: int) -> Tick:
        """The tick at a position, counted from the start."""
        return Tick(self.start + position)


def tick_of(instant: datetime) -> Tick:
    """The tick that an instant lies in."""
    return Tick((instant - EPOCH) // TICK)


def next_tick(instant: datetime) -> Tick:
    """The first tick that starts at or after an instant."""
    return Tick(-((EPOCH - instant) // TICK))


def shifted(tick: Tick, by: int) -> Tick:
    """The tick that lies some ticks later; earlier when `by` is negative."""
    return Tick(tick + by)


def instant_of(tick: Tick) -> datetime:
    """When a tick starts, in UTC."""
    return EPOCH + tick * TICK


def ticks_in(minutes: int) -> int:
    """Minutes as ticks; ValueError when they are not a multiple of five."""
    ticks, rest = divmod(minutes, 5)
    if rest:
        raise ValueError(f"{minutes} minutes are not a whole number of ticks")
    return ticks


def parse_start(text: str) -> Tick:
    """The tick named by `2026-11-21T14:15Z`; ValueError for anything else.

    A wall-clock time without Z could mean two instants or none, so it is refused.
    """
    if not START.fullmatch(text):
        raise ValueError(f"{text!r} is not a start such as 2026-11-21T14:15Z")
    instant = datetime.fromisoformat(text)
    if instant.minute % 5:
        raise ValueError(f"{text!r} is not on the five-minute tick")
    return tick_of(instant)


def format_start(tick: Tick) -> str:
    """A tick as it travels in forms and addresses; the inverse of `parse_start`."""
    return instant_of(tick).strftime("%Y-%m-%dT%H:%MZ")
