"""Reasons why all letters wait, such as mail that has not been proven to arrive.

Other apps register theirs. A letter that waits so is not tried, so nothing is counted
as a failure, and it leaves as soon as no reason is left.
"""

from collections.abc import Callable

Why = Callable[[], str]

registered: list[Why] = []


def add(why: Why) -> None:
    """Register `why()`: in words why letters wait, or "" when they do not."""
    registered.append(why)


def reason() -> str:
    """Why letters wait at the moment; empty when they do not."""
    return next((words for why in registered if (words := why())), "")
