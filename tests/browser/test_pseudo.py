"""Every layout holds with longer words, from right to left, on the narrowest phones.

The words are those of `tests.pseudo`; what the demo clinic itself has written stays.
"""

import re
import sqlite3
from contextlib import closing

import pytest

from tests import pseudo
from tests.browser import demo_site
from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

NARROWEST = 320
PAGES = [
    "/",
    "/therapists/",
    "/therapists/imani-okafor-reyes/",
    "/treatments/prenatal/",
    "/self-care/half-kneeling-hip-stretch/",
    "/contact/",
    "/search/?q=psoas",
    "/no-such-page/",
    "/accounts/login/",
    "/book/",
    "/book/first-visit/times/",
]
STEPS = ["", "who/", "where/", "team/", "when/", "what/", "rules/", "website/"]
LETTERS = re.compile(r"[^\W\d_]{2,}")
# Texts of a part of the page that are in nobody's catalogue.
OF_THE_PAGE = """part => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode.textContent.trim());
  return found;
}"""


@pytest.fixture(scope="module")
def pseudo_site(tmp_path_factory):
    """The demo clinic as one that speaks the language of the tests."""
    folder = tmp_path_factory.mktemp("pseudo")
    pseudo.compile_into(folder / "words")
    environment = demo_site.environment(folder / "demo") | {
        "DJANGO_SETTINGS_MODULE": "tests.pseudo.settings",
        "PSEUDO_WORDS": str(folder / "words"),
    }
    path = environment["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as database, database:
        for row in (
            "wagtailcore_locale SET language_code = ? WHERE language_code = 'en'",
            "locations_clinicdetails SET language = ?, other_languages = '[]'",
        ):
            database.execute(f"UPDATE {row}", [pseudo.CODE])
    with demo_site.running(environment) as address:
        yield address


@pytest.fixture
def reader(browser, pseudo_site, axe):
    """Somebody with a narrow phone, and ``look``, which fails where a page breaks."""
    context = browser.new_context(
        viewport={"width": NARROWEST, "height": 700}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    reader = Visitor(page, pseudo_site)

    def look():
        assert page.locator("html").get_attribute("dir") == "rtl", page.url
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= NARROWEST, page.url
        assert axe(page) == [], page.url

    reader.look = look
    yield reader
    context.close()


def go_on(reader):
    """Press the button that leads on, whatever it is called."""
    reader.press(reader.page.locator("main form .button:not(.button--quiet)").last)


def sign_in(reader, mailbox):
    """Sign in to the admin with the code that the mail brings."""
    address = f"{mailbox}@kestrelrow.example.com"
    reader.open("/admin/")
    send(reader, "login", address)
    code_page = reader.page.url
    letter = reader.mail(address, "code")  # letters have no such language
    code = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", letter, re.MULTILINE)
    reader.page.goto(code_page)
    send(reader, "code", code[1])


def send(reader, name, text):
    """Fill in the one field of a form, and send it by the key for that."""
    field = reader.page.locator(f"main input[name={name}]")
    field.fill(text)
    with reader.page.expect_navigation():
        field.press("Enter")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_longer_words_from_right_to_left(reader, path):
    reader.open(path)
    reader.look()


def test_a_booking_holds_longer_words_from_right_to_left(reader):
    page = reader.page
    reader.open("/therapists/desmond-achterberg/")
    reader.press(page.locator("button.slot").last)
    go_on(reader)  # nothing filled in: each field says what is missing
    reader.look()
    page.locator("[name=name]").fill("Ember Vale")
    page.locator("[name=email]").fill(f"ember.{reader.mark}@example.com")
    page.locator("[name=phone]").fill("212-555-0123")
    go_on(reader)
    reader.look()
    page.locator("input[type=checkbox]").first.check()  # none of these
    go_on(reader)
    reader.look()
    go_on(reader)
    reader.look()
    reader.press(page.locator("main a[href*='/health-form/']").first)
    reader.look()
    reader.press(page.locator("main ol a, main ul a").first)
    reader.look()


def test_the_set_up_holds_longer_words_from_right_to_left(reader):
    page = reader.page
    sign_in(reader, "owner")
    for step in STEPS:
        reader.open(f"/admin/open/{step}")
        assert page.locator("html").get_attribute("dir") == "rtl", page.url
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert (page.url, widest <= NARROWEST) == (page.url, True)


def test_a_page_without_words_of_the_clinic_has_no_unmarked_word(reader):
    reader.open("/accounts/login/")
    form = reader.page.locator("main form").first

    texts = [text for text in form.evaluate(OF_THE_PAGE) if LETTERS.search(text)]

    assert texts
    assert [text for text in texts if not text.startswith("[")] == []
