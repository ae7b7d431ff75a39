"""The pictures of the front desk's guide."""

from tests.browser.stretches import book_ahead
from tests.browser.test_staff import look_for_times, quiet_day

CALLER, BACK_AGAIN = "Ilse Marr", "Vera Holm"


def take(camera):
    desk = camera.visitor("desk")
    page = desk.page
    desk.press(desk.link("Today"))
    while not page.locator("table").first.get_by_role("row").nth(7).count():
        desk.press(desk.link("Day after"))
    show_what_comes_next(page)
    camera.take(desk, "today")

    desk.press(desk.link("Book by phone").first)
    look_for_times(desk, quiet_day())
    page.locator("input[name=opening]").first.check()
    camera.take(desk, "times", down_to=desk.button("Continue"))

    desk.press(desk.button("Continue"))
    desk.type("Name they go by:", CALLER)
    desk.type("Phone:", "212-555-0140")
    page.get_by_label("None of these").check()
    camera.take(desk, "caller", down_to=desk.button("Book the visit"))

    desk.press(desk.button("Book the visit"))
    page.get_by_text("Cancel this visit").first.click()
    camera.take(desk, "visit", down_to=desk.button("Cancel this visit"))

    move(desk)
    wait_for_a_call(desk)
    camera.take(desk, "calls", down_to=page.locator(".staff table").last)

    come_back_unproven(camera, desk)
    camera.take(desk, "whose", down_to=page.locator(".staff__facts"))


def show_what_comes_next(page):
    """In the afternoon, what is done stands above."""
    steps = page.locator(".staff__step")
    if steps.count():
        steps.first.evaluate("step => step.scrollIntoView({block: 'center'})")


def move(desk):
    """To the last time of the day, of which somebody without mail is told by phone."""
    desk.press(desk.link("Move"))
    desk.page.locator("input[name=opening]").last.check()
    desk.press(desk.button("Move the visit"))


def wait_for_a_call(desk):
    """The worker writes it when it finds that there is no address."""
    while True:
        desk.open("/admin/calls/")
        if desk.button("Called").count():
            return
        desk.page.wait_for_timeout(500)


def come_back_unproven(camera, desk):
    """Somebody the desk knows books once more, from a browser that proves nothing."""
    first, again = camera.visitor(), camera.visitor()
    again.mark = first.mark
    book_ahead(first, BACK_AGAIN)
    open_newest_visit(desk, BACK_AGAIN)
    desk.press(desk.button("I know them: proven"))
    book_ahead(again, BACK_AGAIN, days=8)
    open_newest_visit(desk, BACK_AGAIN)


def open_newest_visit(desk, name):
    desk.open(f"/admin/visits/list/?q={name.split()[1]}")
    desk.press(desk.page.locator("table").get_by_role("link", name=name).first)
