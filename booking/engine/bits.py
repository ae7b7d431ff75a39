"""Sets of ticks as bitmaps: bit i stands for the i-th tick of a window.

A Python integer holds whole weeks, so each question of the engine takes a few ANDs and
shifts, however many bookings there are. Arguments and results other than `Span` are
plain `int`s: a bitmap, or a position in one.
"""

from collections.abc import Iterable, Iterator

from booking.engine.ticks import Span


def of(spans: Iterable[tuple[int, int]], window: Span) -> int:
    """The ticks of the window that lie in any of the spans."""
    bits = 0
    for start, stop in spans:
        first = max(start, window.start) - window.start
        last = min(stop, window.stop) - window.start
        if first < last:
            bits |= ((1 << (last - first)) - 1) << first
    return bits


def runs(free: int, length: int) -> int:
    """The positions at which a run of `length` free ticks begins.

    Each step doubles the run that a set bit stands for, so it takes
    log2(length) steps.
    """
    done = 1
    while done < length:
        step = min(done, length - done)
        free &= free >> step
        done += step
    return free


def fits(free: int, before: int, after: int) -> int:
    """Starts with at least `before` free ticks before them and `after` from them on."""
    return runs(free, before + after) << before


def positions(bits: int) -> Iterator[int]:
    """The positions of the set bits, lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def spans(bits: int, window: Span) -> Iterator[Span]:
    """The bitmap as spans, earliest first; the inverse of `of`."""
    while bits:
        first = (bits & -bits).bit_length() - 1
        length = (~(bits >> first) & (bits >> first) + 1).bit_length() - 1
        yield Span(window.at(first), window.at(first + length))
        bits &= ~(((1 << length) - 1) << first)
