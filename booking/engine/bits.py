"""Sets of ticks as bitmaps: bit i stands for the i-th tick of a window.

Python's integers make whole weeks one number, so that the questions of the engine
are a few ANDs and shifts, whatever the number of bookings. All that goes in and out
but a `Span` is a plain `int`: a bitmap, or a position in it.
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
    """Where a run of `length` free ticks begins.

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
    """Starts with `before` free ticks ahead of them and `after` from them on."""
    return runs(free, before + after) << before


def positions(bits: int) -> Iterator[int]:
    """The places of the set bits, lowest first."""
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
