"""axe finds no accessibility problem, on a phone and on a wide dark screen."""

import pytest

from tests.browser.stretches import (
    book_ahead,
    fill_in_details,
    fill_in_health_form,
)

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/conditions/",
    "/conditions/chronic-pain/lower-body/",
    "/conditions/chronic-pain/lower-body/iliopsoas/psoas-and-hip-flexor-pain/",
    "/conditions/chronic-pain/upper-body/neck-pain/",
    "/self-care/",
    "/self-care/half-kneeling-hip-stretch/",
    "/articles/",
    "/articles/category/self-care/",
    "/articles/discs-and-scans/",
    "/articles/desk-days/?help=1",
    "/events/",
    "/events/desk-hip-clinic/",
    "/events/anatomy-night/",
    "/therapist-of-the-month/",
    "/what-clients-say/",
    "/glossary/",
    "/questions/",
    "/topics/",
    "/contact/",
    "/treatments/",
    "/treatments/prenatal/",
    "/search/?q=psoas",
    "/search/?q=chest+pain",
    "/therapists/",
    "/therapists/imani-okafor-reyes/",
    "/locations/",
    "/locations/lantern-square/",
    "/locations/home-visits/",
    "/about/",
    "/privacy/",
    "/accounts/login/",
    "/book/",
    "/book/first-visit/times/",
    "/book/first-visit/therapist/",
    "/book/first-visit/location/",
    "/no-such-page/",
    "/visit/no-such-visit/",
]


PHONE, WIDE_AND_DARK = (360, "light"), (1280, "dark")


@pytest.fixture
def examined(visit_as, axe):
    """A visitor with ``look``, which fails when axe has something to say."""
    visitor = visit_as(width=360)

    def look():
        for width, scheme in (PHONE, WIDE_AND_DARK):
            _as_seen_on(visitor.page, width, scheme)
            assert axe(visitor.page) == [], (visitor.page.url, width)
            widest = visitor.page.evaluate("document.documentElement.scrollWidth")
            assert widest <= width, visitor.page.url
        _as_seen_on(visitor.page, *PHONE)

    visitor.look = look
    return visitor


def _as_seen_on(page, width, scheme):
    """The same page on another screen, at its end: there no bar covers anything."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_public_page(examined, path):
    examined.open(path)
    examined.look()


def test_axe_finds_nothing_on_booking_pages_with_and_without_errors(examined):
    examined.open("/therapists/desmond-achterberg/")
    examined.press(examined.page.locator("button.slot").last)
    press_on(examined)  # details, empty
    fill_in_details(examined, "Ember Vale")
    examined.press(examined.button("Continue"))
    press_on(examined)  # safety check, nothing ticked
    examined.page.get_by_label("None of these").check()
    examined.press(examined.button("Continue"))
    examined.look()
    examined.press(examined.button("Book this visit"))
    examined.look()


def press_on(visitor):
    """Look, press *Continue* with nothing filled in, and look at the errors."""
    visitor.look()
    visitor.press(visitor.button("Continue"))
    assert visitor.page.get_by_role("alert").count() == 1
    assert visitor.page.title().startswith("Error: ")
    visitor.look()


@pytest.mark.parametrize(
    ("statement", "advice"),
    [
        ("New numbness between my legs", "Please get help now"),
        ("Cancer now or in the past", "Please see a doctor first"),
    ],
)
def test_axe_finds_nothing_on_the_advice_pages(examined, statement, advice):
    examined.open("/therapists/desmond-achterberg/")
    examined.press(examined.page.locator("button.slot").last)
    fill_in_details(examined, "Indigo Marsh")
    examined.press(examined.button("Continue"))
    examined.page.get_by_label(statement).check()
    examined.press(examined.button("Continue"))
    assert examined.heading == advice
    examined.look()


def test_axe_finds_nothing_while_changing_and_cancelling_a_visit(examined):
    book_ahead(examined, "Onyx Field")
    examined.press(examined.link("Change the time"))
    examined.look()
    examined.page.locator("input[name=opening]").last.check()
    examined.press(examined.button("Continue"))
    examined.look()
    examined.press(examined.button("Confirm the new time"))
    examined.press(examined.link("Cancel"))
    examined.look()
    examined.press(examined.button("Cancel this visit"))
    examined.look()


def test_axe_finds_nothing_on_the_health_form(examined):
    book_ahead(examined, "Lark Winters")
    examined.press(examined.link("Start your health form"))
    examined.look()
    url = examined.page.url
    fill_in_health_form(examined, "Lark Winters", examined.look)
    examined.press(examined.link("Check your answers"))
    examined.look()
    examined.press(examined.button("Hand in my form"))
    examined.look()
    examined.page.context.clear_cookies()
    examined.page.goto(url)
    assert examined.heading == "Your saved answers"
    examined.look()
