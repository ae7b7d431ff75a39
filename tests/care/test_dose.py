"""The timer's plan: its phases, how long they take, and on which side."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from care.dose import Dose, Phase, minutes, plan

doses = some.builds(
    Dose,
    hold=some.integers(0, 600),
    repetitions=some.integers(0, 20),
    sets=some.integers(0, 5),
    rest=some.integers(0, 120),
    sides=some.sampled_from([1, 2]),
)


def test_long_holds_are_counted_one_by_one_on_each_side():
    assert plan(Dose(hold=30, repetitions=2, sides=2)) == [
        Phase("ready", 10),
        Phase("hold", 30, "left"),
        Phase("pause", 5),
        Phase("hold", 30, "left"),
        Phase("switch", 10),
        Phase("hold", 30, "right"),
        Phase("pause", 5),
        Phase("hold", 30, "right"),
    ]


def test_short_holds_are_counted_as_repetitions_of_a_set():
    assert plan(Dose(hold=3, repetitions=10, sets=2, rest=45)) == [
        Phase("ready", 10),
        Phase("repeat", 60, repetitions=10),
        Phase("rest", 45),
        Phase("repeat", 60, repetitions=10),
    ]


def test_changing_sides_takes_the_rest_between_sets():
    phases = plan(Dose(hold=8, repetitions=6, rest=30, sides=2))

    assert phases[2] == Phase("switch", 30)


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (Phase("hold", 30, "left"), "Hold, left side"),
        (Phase("repeat", 60, repetitions=10), "10 times"),
        (Phase("switch", 5), "Switch sides"),
        (Phase("hold", 180, doing="Breathe"), "Breathe"),
    ],
)
def test_each_phase_says_what_to_do(phase, words):
    assert phase.words == words


@given(doses)
def test_a_plan_works_every_side_equally_and_never_ends_with_a_rest(dose):
    phases = plan(dose)
    work = [phase for phase in phases if phase.kind in ("hold", "repeat")]

    assert phases[-1] in work
    assert all(phase.seconds > 0 for phase in phases)
    if dose.sides == 2:
        sides = [phase.side for phase in work]
        assert sides.count("left") == sides.count("right")
    assert minutes(dose) == max(1, round(sum(p.seconds for p in phases) / 60))
