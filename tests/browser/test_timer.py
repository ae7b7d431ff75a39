"""The guided timer keeps real time, and is a plain list without scripts."""

from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.browser

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
EXERCISE = "/self-care/half-kneeling-hip-stretch/"


@pytest.fixture
def timer(visit_as):
    """A phone at the exercise, whose clock the test moves."""
    visitor = visit_as(width=360)
    visitor.page.clock.install(time=NOON)
    visitor.open(EXERCISE)
    visitor.page.clock.pause_at(NOON + timedelta(minutes=1))
    visitor.left = lambda: visitor.page.get_by_role("timer").inner_text()
    visitor.now = lambda: visitor.page.locator(".timer__now").inner_text()
    visitor.said = lambda: visitor.page.locator(".timer [role=status]").inner_text()
    return visitor


def pass_time(visitor, seconds):
    visitor.page.clock.run_for(seconds * 1000)


def test_the_timer_counts_down_pauses_and_resumes(timer):
    assert (timer.now(), timer.left()) == ("Get into position", "0:10")

    timer.button("Start").click()
    pass_time(timer, 20)
    assert timer.now() == "Hold, left side"
    assert timer.left() == "0:20"
    timer.button("Pause").click()
    pass_time(timer, 60)
    assert timer.left() == "0:20"
    timer.button("Go on").click()
    pass_time(timer, 5)

    assert timer.left() == "0:15"
    assert timer.said() == "Halfway"


def test_the_figure_turns_when_the_timer_changes_sides(timer):
    right = timer.page.get_by_label("Right")
    for _ in range(7):
        timer.button("Skip").click()

    assert timer.now() == "Hold, right side"
    assert right.is_checked()


def test_the_timer_catches_up_after_the_tab_was_asleep(timer):
    timer.button("Start").click()
    timer.page.clock.fast_forward(47_000)
    pass_time(timer, 1)

    # 10 seconds to get ready, 30 to hold, 5 to let go, and 3 of the second hold.
    assert (timer.now(), timer.left()) == ("Hold, left side", "0:27")


def test_the_timer_ends_and_can_be_restarted(timer):
    timer.button("Start").click()
    pass_time(timer, 225)
    assert timer.now() == "Done. Well paced."
    assert timer.said() == "Done"

    timer.button("Again").click()
    pass_time(timer, 1)
    assert timer.now() == "Get into position"


def test_sound_and_vibration_are_off_by_default(timer):
    assert not timer.page.get_by_label("Say it aloud").is_checked()
    assert not timer.page.get_by_label("Tone at each change").is_checked()
    assert not timer.page.get_by_label("Vibrate at each change").is_checked()


def test_the_plan_is_a_list_of_seconds_without_scripts(visit_as):
    visitor = visit_as(width=360, scripts=False)
    visitor.open(EXERCISE)

    plan = visitor.page.locator(".timer__plan li")
    assert plan.count() == 12
    assert plan.first.inner_text().split("\n") == ["Get into position", "10 s"]
    assert not visitor.page.get_by_role("button", name="Start").count()
