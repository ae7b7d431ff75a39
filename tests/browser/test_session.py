"""A session that ends in a real browser hides names and keeps typed words."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from accounts import sessions
from tests.browser.conftest import Visitor
from tests.browser.editing import wait_for_message
from tests.browser.stretches import sign_in

pytestmark = pytest.mark.browser

EDITOR = "editor@kestrelrow.example.com"
TYPED = "Hips, and what they want"


@pytest.fixture
def database(demo_environment):
    """The database of the running demo."""
    path = demo_environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=20)) as database:
        yield database


def age_session(visitor, database, minutes):
    """Let time pass, for every session of the site and in this browser."""
    with database:
        rows = database.execute("SELECT session_key, session_data FROM django_session")
        for key, sealed in rows.fetchall():
            values = SessionStore().decode(sealed)
            for clock in {sessions.BEGAN, sessions.USED} & set(values):
                values[clock] -= timedelta(minutes=minutes).total_seconds()
            database.execute(
                "UPDATE django_session SET session_data = ? WHERE session_key = ?",
                [SessionStore().encode(values), key],
            )
    visitor.page.clock.fast_forward(minutes * 60_000)


def heading(visitor):
    return visitor.page.locator("dialog.session h2")


def open_article(visitor, database):
    [[pk]] = database.execute("SELECT page_ptr_id FROM blog_articlepage LIMIT 1")
    visitor.page.clock.install()
    visitor.open(f"/admin/pages/{pk}/edit/")
    visitor.page.wait_for_load_state("networkidle")
    return visitor.page.locator("textarea[name=title], input[name=title]")


def test_the_editor_warns_five_minutes_before_the_session_ends(visit_as, database):
    editor = visit_as()
    sign_in(editor, "editor")
    open_article(editor, database)

    age_session(editor, database, 26)
    expect(heading(editor)).to_have_text("Are you still here?")
    editor.button("Stay signed in").click()
    expect(editor.page.locator("dialog.session")).to_be_hidden()

    age_session(editor, database, 20)
    expect(editor.page.locator("dialog.session")).to_be_hidden()


def test_typed_words_are_kept_after_signing_in_again(visit_as, database):
    editor = visit_as()
    sign_in(editor, "editor")
    title = open_article(editor, database)
    title.fill(TYPED)

    age_session(editor, database, 31)
    expect(heading(editor)).to_have_text("You are signed out")
    assert editor.page.title() == "Signed out"
    assert "Saskia" not in editor.page.inner_text("body")
    assert TYPED not in editor.page.inner_text("body")

    sign_in_again(editor, visit_as())

    expect(editor.page.locator("dialog.session")).to_be_hidden()
    assert title.input_value() == TYPED
    editor.page.get_by_role("button", name="Save draft").first.click()
    wait_for_message(editor.page, "has been updated")
    editor.page.reload()
    expect(title).to_have_value(TYPED)


def sign_in_again(visitor, mailbox):
    """Press the button on the cover, and sign in where it leads."""
    count = mailbox.mails(EDITOR, "code").count()
    with visitor.page.expect_popup() as popup:
        visitor.link("Sign in again").click()
    second = Visitor(popup.value, visitor.address)
    second.page.locator("input[name=login]").fill(EDITOR)
    second.press(second.button("Send me a code"))
    text = mailbox.mail(EDITOR, "code", count + 1)
    code = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", text, re.MULTILINE)
    second.page.locator("input[name=code]").fill(code[1])
    second.button("Sign in").click()


def test_a_page_without_input_is_emptied_when_the_session_ends(visit_as, database):
    therapist = visit_as()
    sign_in(therapist, "hye-jin")
    therapist.page.clock.install()
    therapist.open("/admin/today/")
    assert "Hye-jin" in therapist.page.content()

    age_session(therapist, database, 31)

    expect(heading(therapist)).to_have_text("You are signed out")
    left = therapist.page.evaluate("document.body.innerHTML + document.title")
    assert "Hye-jin" not in left
    assert therapist.page.locator("body > :not(dialog)").count() == 0
