"""Turn the dose of an exercise into timed phases: what to do, which side, how long.

Pure: a dose goes in, phases come out. The page prints them as a list; the timer counts
down the same list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

# Holds at least this long are counted down one by one; shorter ones are repetitions
# of a set that is counted down as a whole.
LONG_HOLD = 10  # seconds
MOVING = 3  # seconds to go into a short hold and out of it
LETTING_GO = 5  # seconds between two long holds
SWITCHING = 10  # seconds to change sides, unless the dose has a longer rest
GETTING_READY = 10  # seconds to put the phone down and get into position

# The instruction on a side, by the side of its phase.
SIDES = {
    "": "{what}",
    "left": _("{what}, left side"),
    "right": _("{what}, right side"),
}


@dataclass(frozen=True)
class Dose:
    """Seconds, repetitions of a hold, sets; `sides` is 2 for left and right."""

    hold: int = 0
    repetitions: int = 1
    sets: int = 1
    rest: int = 0
    sides: int = 1
    doing: str | Promise = _("Hold")


@dataclass(frozen=True)
class Phase:
    """One stretch of the timer; `side` is "", "left" or "right"."""

    kind: str  # ready, hold, repeat, pause, switch or rest
    seconds: int
    side: str = ""
    repetitions: int = 0
    doing: str | Promise = _("Hold")

    @property
    def words(self) -> str:
        """The instruction: “Hold, left side”, “8 times, right side”, “Rest”."""
        what = {
            "ready": gettext("Get into position"),
            "hold": str(self.doing),
            "repeat": times(self.repetitions),
            "switch": gettext("Switch sides"),
            "pause": gettext("Let go"),
            "rest": gettext("Rest"),
        }[self.kind]
        return str(SIDES[self.side]).format(what=what)


def in_words(seconds: int) -> str:
    """30 s, 5 min, or 1 min 30 s; nothing for none."""
    minutes, rest = divmod(seconds, 60)
    if minutes and rest:
        words = gettext("{minutes} min {seconds} s")
    elif minutes:
        words = gettext("{minutes} min")
    else:
        words = gettext("{seconds} s") if rest else ""
    return words.format(minutes=minutes, seconds=rest)


def times(count: int) -> str:
    """1 time, 8 times."""
    return ngettext("{n} time", "{n} times", count).format(n=count)


def plan(dose: Dose) -> list[Phase]:
    """All phases in order, from getting ready; the last one is never a rest."""
    phases = [phase for phase in _all(dose) if phase.seconds]
    while phases and phases[-1].kind in ("rest", "pause", "switch"):
        phases.pop()
    return [Phase("ready", GETTING_READY), *phases]


def seconds(dose: Dose) -> int:
    """How long the plan takes."""
    return sum(phase.seconds for phase in plan(dose))


def minutes(dose: Dose) -> int:
    """How long the plan takes, in whole minutes, at least one."""
    return max(1, round(seconds(dose) / 60))


def _all(dose: Dose) -> Iterator[Phase]:
    for _set in range(max(1, dose.sets)):
        yield from _one_set(dose)
        yield Phase("rest", dose.rest)


def _one_set(dose: Dose) -> Iterator[Phase]:
    if dose.sides == 1:
        yield from _work(dose)
        return
    for side in ("left", "right"):
        for phase in _work(dose):
            needs_side = phase.kind in ("hold", "repeat")
            yield replace(phase, side=side) if needs_side else phase
        if side == "left":
            yield Phase("switch", max(SWITCHING, dose.rest))


def _work(dose: Dose) -> Iterator[Phase]:
    count = max(1, dose.repetitions)
    if dose.hold < LONG_HOLD:
        yield Phase("repeat", count * (dose.hold + MOVING), repetitions=count)
        return
    for n in range(count):
        yield Phase("hold", dose.hold, doing=dose.doing)
        if n < count - 1:
            yield Phase("pause", LETTING_GO)
