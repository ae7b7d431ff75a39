"""Whether clients can book online yet; the team books by phone at any time.

Other apps register what must be done first. The answer is part of the catalogue, so
whoever changes it does so within a `booking.services.schedule_change`.
"""

from collections.abc import Callable

IsDone = Callable[[], bool]

registered: list[IsDone] = []


def add(is_done: IsDone) -> None:
    """Register `is_done()`: clients cannot book before it says yes."""
    registered.append(is_done)


def is_over() -> bool:
    """Whether all of it is done, so that clients can book."""
    return all(is_done() for is_done in registered)
