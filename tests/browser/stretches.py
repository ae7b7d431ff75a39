"""Steps shared by several browser tests."""

import re
from datetime import timedelta

from django.utils import timezone

from demo.loader.forms import ANSWERS

PARTS = (
    "About you",
    "Emergency contact",
    "What brings you",
    "Health check",
    "Your preferences",
    "Agreements",
)


def fill_in_details(visitor, name, phone="212-555-0123"):
    visitor.type("Name you go by", name)
    visitor.type("E-mail", email_of(visitor, name))
    visitor.type("Phone", phone)


def email_of(visitor, name):
    """Their own, so that nobody finds the mail or the health form of another test."""
    return f"{name.lower().replace(' ', '.')}.{visitor.mark}@example.com"


def details_to_booked(visitor, name, **typed):
    """From the details to the visit: three presses, three fields, a tick."""
    assert visitor.heading == "Your details"
    fill_in_details(visitor, name, **typed)
    visitor.press(visitor.button("Continue"))
    assert visitor.heading == "Before we book: a safety check"
    visitor.tick(visitor.page.get_by_label("None of these"))
    visitor.press(visitor.button("Continue"))
    assert visitor.heading == "Check and book"
    visitor.press(visitor.button("Book this visit"))
    assert visitor.heading == f"You are booked, {name.split()[0]}"


def book_ahead(visitor, name, days=4):
    """A booking some days ahead, so that it can still be changed for free."""
    day = timezone.localdate() + timedelta(days=days)
    visitor.open(f"/book/first-visit/times/?length=75&day={day}")
    while not visitor.page.locator("input[name=opening]").count():
        day += timedelta(days=1)
        visitor.open(f"/book/first-visit/times/?length=75&day={day}")
    visitor.page.locator("input[name=opening]").first.check()
    visitor.press(visitor.button("Continue"))
    details_to_booked(visitor, name)
    return visitor.page.url


def to_a_day_with_times(visitor):
    """Go on from a page of times until it has some; other tests may have taken them."""
    times, day = visitor.page.url, timezone.localdate()
    while not visitor.page.locator("input[name=opening]").count():
        day += timedelta(days=1)
        visitor.page.goto(f"{times}&day={day}")


def to_another_day(visitor, days):
    """Go on to a day that has times, so many days from now or more."""
    times, day = visitor.page.url, timezone.localdate() + timedelta(days=days)
    visitor.page.goto(f"{times}?day={day}")
    while not visitor.page.locator("input[name=opening]").count():
        day += timedelta(days=1)
        visitor.page.goto(f"{times}?day={day}")


def answer_page(visitor, name):
    """Answer what a page requires, as little as will do."""
    page = visitor.page
    for name, value in ANSWERS["usual"].items():
        fields = page.locator(f"[name='{name}']")
        if name == "birthday" and page.locator("[name=birthday_0]").count():
            visitor.fields += 1
            for part, text in enumerate(("3", "27", "1984")):
                page.locator(f"[name=birthday_{part}]").fill(text)
        if fields.count() and is_required(page, name):
            answer(visitor, fields, value)
    signature = page.locator("[name=signature]")
    if signature.count():
        answer(visitor, signature, name)


def is_required(page, name):
    group = page.locator(".field", has=page.locator(f"[name='{name}']")).first
    return "(optional)" not in group.inner_text()


def answer(visitor, fields, value):
    kind = fields.first.get_attribute("type")
    if kind in ("radio", "checkbox"):
        for each in value if isinstance(value, list) else [value]:
            if each is True:
                visitor.tick(fields.first)
            else:
                visitor.tick(fields.and_(visitor.page.locator(f"[value='{each}']")))
    else:
        visitor.fields += 1
        fields.first.fill(str(value))


def fill_in_health_form(visitor, name, look=lambda: None):
    """From the list of parts to the list of parts, all of them done.

    ``look`` is called on every page before anything is answered there.
    """
    for part in PARTS:
        visitor.press(visitor.link(part))
        while visitor.heading != "Your health form":
            look()
            answer_page(visitor, name)
            visitor.press(visitor.button("Save and continue"))
            assert visitor.page.get_by_role("alert").count() == 0, visitor.heading


def sign_in(visitor, mailbox):
    """Sign in to the admin with the code that the mail brings."""
    address = f"{mailbox}@kestrelrow.example.com"
    nth = visitor.mails(address, "code").count() + 1
    visitor.open("/admin/")
    visitor.page.locator("input[name=login]").fill(address)
    visitor.press(visitor.button("Send me a code"))
    code_page = visitor.page.url
    text = visitor.mail(address, "code", nth)
    visitor.page.goto(code_page)
    code = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", text, re.MULTILINE)
    visitor.page.locator("input[name=code]").fill(code[1])
    visitor.press(visitor.button("Sign in"))
