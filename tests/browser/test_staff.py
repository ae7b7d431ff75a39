"""The team in a real browser: who sees what, and the front desk at work."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from demo.loader import places
from tests.browser.stretches import email_of, sign_in

pytestmark = pytest.mark.browser

MIND_THIS = "Ottoline Marsh"
HER_FLAGS = ["blood thinner", "blood pressure"]


def test_a_therapist_sees_the_cautions_and_reads_the_answers(visit_as):
    therapist = visit_as()
    row = row_as(therapist, "hye-jin")

    assert cells(row) == ["complete", HER_FLAGS]
    therapist.press(row.get_by_role("link", name=MIND_THIS))
    therapist.press(therapist.link("Read health answers"))

    first = therapist.page.locator(".staff__warning")
    assert first.get_by_role("heading").inner_text() == "Mind this first"
    answer = "The front of my hip is stiff when I get up from a chair."
    expect(therapist.page.get_by_text(answer, exact=True)).to_be_visible()
    read = therapist.page.get_by_text("Hye-jin Baek, health answers")
    expect(read.first).to_be_visible()


def test_the_front_desk_sees_that_a_form_is_complete_but_not_its_answers(visit_as):
    desk = visit_as()
    row = row_as(desk, "desk")
    assert cells(row) == ["complete", []]
    for flag in HER_FLAGS:
        assert flag not in desk.page.content()

    desk.press(row.get_by_role("link", name=MIND_THIS))
    assert not desk.link("Read health answers").count()
    desk.page.goto(desk.page.url + "health/")
    expect_refusal(desk)


def test_an_editor_cannot_see_any_client(visit_as):
    therapist, editor = visit_as(), visit_as()
    row = row_as(therapist, "hye-jin")
    therapist.press(row.get_by_role("link", name=MIND_THIS))
    visit = therapist.page.url

    sign_in(editor, "editor")
    assert not editor.link("Today").count()
    for address in (visit, f"{visit}health/", f"{editor.address}/admin/today/"):
        editor.page.goto(address)
        expect_refusal(editor)
        assert MIND_THIS not in editor.page.content()


def quiet_day():
    """A day of next week with much free time: no holiday, and not beside one."""
    day = timezone.localdate() + timedelta(days=8)
    years = (day.year, day.year + 1)
    holidays = {each for year in years for each, _ in places.holidays(year)}
    while any(abs(day - holiday) <= timedelta(days=1) for holiday in holidays):
        day += timedelta(days=1)
    return day


def test_the_front_desk_books_moves_and_cancels_a_visit(visit_as):
    desk = visit_as()
    sign_in(desk, "desk")
    desk.press(desk.link("Book by phone"))
    look_for_times(desk, quiet_day())
    desk.page.locator("input[name=opening]").first.check()
    desk.press(desk.button("Continue"))
    email = email_of(desk, "Ilse Marr")
    desk.type("Name they go by:", "Ilse Marr")
    desk.type("E-mail:", email)
    desk.type("Phone:", "212-555-0140")
    desk.page.get_by_label("None of these").check()
    desk.press(desk.button("Book the visit"))
    booked = "Booked for Ilse Marr. The mail is on its way."
    expect(desk.page.locator(".messages .success")).to_have_text(booked)
    visit, before = desk.page.url, fact(desk, "When")
    mail = desk.mail(email, "You are booked")
    assert re.findall("^When: (.+)$", mail, re.MULTILINE) == [before]

    desk.page.goto(visit)
    desk.press(desk.link("Move"))
    desk.page.locator("input[name=opening]").last.check()
    desk.press(desk.button("Move the visit"))
    assert fact(desk, "When") != before
    assert fact(desk, "Status") == "booked"
    desk.mail(email, "^Changed: ")

    desk.page.goto(visit)
    desk.page.get_by_text("Cancel this visit").first.click()
    desk.press(desk.button("Cancel this visit"))
    assert fact(desk, "Status") == "cancelled"
    desk.mail(email, "Cancelled")


def test_the_front_desk_never_books_an_emergency(visit_as):
    desk = visit_as()
    sign_in(desk, "desk")
    desk.press(desk.link("Book by phone"))
    look_for_times(desk, quiet_day())
    desk.page.locator("input[name=opening]").first.check()
    desk.press(desk.button("Continue"))
    desk.type("Name they go by:", "Odd Lunde")
    desk.type("E-mail:", email_of(desk, "Odd Lunde"))
    desk.type("Phone:", "212-555-0141")
    desk.page.get_by_label(re.compile("numb", re.IGNORECASE)).first.check()
    desk.press(desk.button("Book the visit"))

    told = desk.page.locator(".help-critical p").all_inner_texts()
    assert told == ["Do not book. Tell them now:"]


def cells(row):
    """What the row of a visit says of its health form, and the flags it shows."""
    form = row.get_by_role("cell").nth(4).inner_text()
    return [form, row.locator(".staff__flag").all_inner_texts()]


def expect_refusal(visitor):
    """The page says that its reader may not see what they asked for."""
    words = "Sorry, you do not have permission to access this area."
    error = visitor.page.locator(".messages .error")
    expect(error).to_have_text(words, use_inner_text=True)


def row_as(visitor, mailbox):
    """Sign in and find the row of Ottoline's visit, today or on a later day."""
    sign_in(visitor, mailbox)
    visitor.press(visitor.link("Today"))
    for _ in range(4):
        row = visitor.page.get_by_role("row").filter(has_text=MIND_THIS)
        if row.count():
            return row.first
        for _ in range(7):
            visitor.press(visitor.link("Day after"))
    raise AssertionError(f"{MIND_THIS} has no visit")


def look_for_times(visitor, day):
    """Show the times of the first day from this one on that has some."""
    for _ in range(14):
        visitor.page.get_by_label("Day:").fill(day.isoformat())
        visitor.press(visitor.button("Show times"))
        if visitor.page.locator("input[name=opening]").count():
            return
        day += timedelta(days=1)
    raise AssertionError("no times in two weeks")


def fact(visitor, name):
    """What the page of a visit says under a name."""
    pair = visitor.page.locator(".staff__facts > div").filter(has_text=name)
    return pair.locator("dd").first.inner_text()


def test_entering_24_00_means_midnight_and_not_the_current_time(visit_as):
    owner = visit_as()
    sign_in(owner, "owner")
    owner.open("/admin/shift/new/")

    until = owner.page.locator("[name=ends_at]")
    until.press_sequentially("24:00")
    until.press("Tab")

    owner.page.wait_for_function("!document.activeElement.matches('[name=ends_at]')")
    assert until.input_value() == "00:00"


def test_the_name_of_a_new_treatment_fills_in_its_slug_and_later_keeps_it(visit_as):
    owner = visit_as()
    sign_in(owner, "owner")
    name, slug = (owner.page.locator(f"[name={field}]") for field in ("name", "slug"))

    owner.open("/admin/treatment/new/")
    name.press_sequentially("Hands & feet")
    expect(slug).to_have_value("hands-feet")

    owner.open("/admin/treatment/")
    owner.press(owner.page.locator("td.title a").first)
    before = slug.input_value()
    name.press_sequentially(" again")
    name.blur()
    expect(slug).to_have_value(before)
