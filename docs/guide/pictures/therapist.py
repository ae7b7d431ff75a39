"""The pictures of the therapist's guide."""

from datetime import timedelta

from django.utils import timezone

from tests.browser.test_staff import MIND_THIS, row_as


def take(camera):
    therapist = camera.visitor()
    page = therapist.page
    row = row_as(therapist, "hye-jin")
    open_day_of(therapist, row)
    week = page.locator("table").nth(1).get_by_role("row")
    camera.take(therapist, "day", down_to=week.nth(3))

    row = page.get_by_role("row").filter(has_text=MIND_THIS).first
    therapist.press(row.get_by_role("link", name=MIND_THIS))
    therapist.press(therapist.link("Read health answers"))
    camera.take(therapist, "health", height=800)

    ask_for_time_off(therapist)
    camera.take(therapist, "time-off", down_to=therapist.button("Save and mark them"))

    therapist.open("/accounts/2fa/")
    camera.take(therapist, "sign-in", down_to=therapist.button("Sign out"))


def open_day_of(visitor, row):
    """The page of the day on which this visit stands."""
    visitor.press(row.get_by_role("link"))
    words = visitor.page.locator(".staff__facts dd").first.inner_text()
    day = timezone.localdate()
    while f"{day:%B} {day.day}," not in words:
        day += timedelta(days=1)
    visitor.open(f"/admin/today/?day={day}")


def ask_for_time_off(visitor):
    """Five days of her own, which hit visits."""
    first = timezone.localdate() + timedelta(days=1)
    last = first + timedelta(days=4)
    page = visitor.page
    visitor.open("/admin/timeoff/new/")
    page.locator("[name=therapist]").select_option(index=1)
    page.locator("[name=reason]").fill("A course")
    page.locator("[name=starts_at]").fill(f"{first} 08:00")
    page.keyboard.press("Tab")
    page.locator("[name=ends_at]").fill(f"{last} 20:00")
    page.keyboard.press("Tab")
    visitor.button("Create").press("Enter")
    page.get_by_role("heading", name="Who does this hit?").wait_for()
