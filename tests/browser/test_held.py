"""The notice about a held time says aloud when it is about to end, and when it has."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SOON = "We keep this time for two more minutes. What you typed stays in any case."
OVER = (
    "We do not keep this time any more. What you typed stays: "
    "go on to see the nearest free times."
)


@pytest.fixture
def holder(visit_as):
    """Somebody who has just pressed a time, and whose clock the test moves."""
    visitor = visit_as(width=360)
    visitor.page.clock.install()
    visitor.open("/")
    visitor.press(visitor.page.locator("button.slot").first)
    notice = visitor.page.locator(".held")
    visitor.until = datetime.fromisoformat(notice.get_attribute("data-held-until"))
    visitor.notice = notice.get_by_role("status")
    visitor.longer = visitor.button("Keep it ten minutes longer")
    return visitor


def move_to(visitor, **left):
    """Move the clock to so long before the end; a negative time is after it."""
    visitor.page.clock.pause_at(visitor.until - timedelta(**left))


def test_the_notice_changes_two_minutes_before_the_end_and_at_the_end(holder):
    move_to(holder, seconds=125)
    expect(holder.notice).to_contain_text("We are keeping")

    move_to(holder, seconds=115)
    expect(holder.notice).to_have_text(SOON)
    expect(holder.longer).to_have_count(1)

    move_to(holder, seconds=5)
    expect(holder.notice).to_have_text(SOON)

    move_to(holder, seconds=-5)
    expect(holder.notice).to_have_text(OVER)
    expect(holder.longer).to_have_count(0)


@pytest.mark.parametrize(
    ("seconds", "words", "buttons"), [(60, SOON, 1), (-5, OVER, 0)]
)
def test_a_page_opened_late_says_so_at_once(holder, seconds, words, buttons):
    move_to(holder, seconds=seconds)

    holder.page.reload()
    holder.page.clock.run_for(1)

    expect(holder.notice).to_have_text(words)
    expect(holder.longer).to_have_count(buttons)
