"""The whole booking path in a real browser, with and without scripts, counted.

The limits are the acceptance numbers of the counted paths: a change that raises one
needs a reason.
"""

import re

import pytest

from tests.browser.stretches import (
    book_ahead,
    details_to_booked,
    email_of,
    fill_in_details,
    fill_in_health_form,
    to_a_day_with_times,
    to_another_day,
)

pytestmark = pytest.mark.browser


def test_booking_from_the_home_page_takes_four_presses(visitor):
    visitor.open("/")
    assert visitor.heading == "Steady hands for backs, hips and busy lives"
    assert visitor.page.locator("button.slot").count() >= 3

    visitor.press(visitor.page.locator("button.slot").first)
    details_to_booked(visitor, "Marlow Hart")

    assert visitor.effort == {"presses": 4, "fields": 3, "ticks": 1}


def test_booking_from_an_article_through_a_profile_takes_four_presses(visitor):
    visitor.open("/articles/meet-your-psoas/")
    assert visitor.page.locator(".myth").count() == 4
    assert visitor.page.get_by_role("heading", name="How sure are we?").count() == 1
    next_times = visitor.page.locator(".openings button.slot")
    assert next_times.count() == 3
    treat_it = {"Imani", "Desmond", "Hye-jin", "Callum"}
    for who in visitor.page.locator(".openings .slot__who").all_inner_texts():
        assert who.split(",")[0] in treat_it

    visitor.open("/therapists/imani-okafor-reyes/")
    assert visitor.page.locator("button.slot").count() == 3
    visitor.press(visitor.page.locator("button.slot").first)
    details_to_booked(visitor, "Perry Lune")

    assert visitor.effort == {"presses": 4, "fields": 3, "ticks": 1}


def test_booking_from_the_header_takes_six_presses(visitor):
    visitor.open("/")

    visitor.press(visitor.page.get_by_role("banner").get_by_role("link", name="Book"))
    assert visitor.heading == "What would you like?"
    first_visit = re.compile("First visit and assessment, 75 minutes")
    visitor.press(visitor.page.get_by_role("link", name=first_visit))
    assert visitor.heading == "Choose a day and time"
    visitor.tick(visitor.page.locator("input[name=opening]").last)
    visitor.press(visitor.button("Continue"))
    details_to_booked(visitor, "Ocean Reed")

    assert visitor.effort == {"presses": 6, "fields": 3, "ticks": 2}


def test_booking_another_treatment_from_a_profile_takes_five_presses(visitor):
    # Somebody of those who give it has a day with free times on this page.
    for therapist in ("desmond-achterberg", "hye-jin-baek", "callum-brightwater"):
        visitor.start_counting()
        visitor.open(f"/therapists/{therapist}/")
        row = visitor.page.get_by_role("row", name=re.compile("Psoas and hip-flexor"))
        visitor.press(row.get_by_role("link", name="90 min"))
        if visitor.page.locator("input[name=opening]").count():
            break
    visitor.tick(visitor.page.locator("input[name=opening]").last)
    visitor.press(visitor.button("Continue"))
    details_to_booked(visitor, "Quinn Ashby")

    assert visitor.effort == {"presses": 5, "fields": 3, "ticks": 2}


def test_a_visit_is_changed_and_cancelled_from_the_mailed_link(visitor):
    url = book_ahead(visitor, "Tatum Frost")
    mail = visitor.mail(email_of(visitor, "Tatum Frost"), "^You are booked")
    [link] = set(re.findall(r"http://\S+/visit/\S+", mail))
    assert link.startswith(f"{visitor.address}/visit/mail/")
    assert not url.startswith(f"{visitor.address}/visit/mail/")
    assert visitor.link("attached file").count() == 1

    visitor.page.goto(link)
    before = visitor.page.locator(".booked__when").inner_text()
    visitor.start_counting()
    visitor.press(visitor.link("Change the time"))
    to_another_day(visitor, days=5)
    visitor.tick(visitor.page.locator("input[name=opening]").last)
    visitor.press(visitor.button("Continue"))
    visitor.press(visitor.button("Confirm the new time"))
    assert visitor.effort == {"presses": 3, "fields": 0, "ticks": 1}
    assert visitor.page.locator(".booked__when").inner_text() != before

    visitor.start_counting()
    visitor.press(visitor.link("Cancel"))
    visitor.press(visitor.button("Cancel this visit"))
    assert visitor.effort == {"presses": 2, "fields": 0, "ticks": 0}
    assert visitor.heading == "Your visit is cancelled"
    assert visitor.page.locator("button.slot").count() == 3
    visitor.mail(email_of(visitor, "Tatum Frost"), "^Cancelled: ")


def test_a_returning_client_books_again_from_the_mail(visitor):
    """From the mail: nothing is typed, for the mail proves whose details they are."""
    book_ahead(visitor, "Hollis Berg")
    mail = visitor.mail(email_of(visitor, "Hollis Berg"), "^You are booked")
    visitor.page.goto(re.search(r"http://\S+/visit/mail/\S+", mail)[0])
    visitor.start_counting()

    visitor.press(visitor.button("Book again"))
    to_a_day_with_times(visitor)
    visitor.tick(visitor.page.locator("input[name=opening]").last)
    visitor.press(visitor.button("Continue"))
    assert visitor.heading == "Check and book"
    visitor.tick(visitor.page.get_by_label("Nothing has changed"))
    visitor.press(visitor.button("Book this visit"))

    assert visitor.heading == "You are booked, Hollis"
    assert visitor.effort == {"presses": 3, "fields": 0, "ticks": 2}


def test_a_client_who_claims_to_be_known_answers_the_statements(visitor):
    visitor.open("/book/?known=1&therapist=tomasz-wisnicki")
    back_pain = re.compile("Back pain massage, 60 minutes")
    visitor.press(visitor.page.get_by_role("link", name=back_pain))
    visitor.page.locator("input[name=opening]").last.check()
    visitor.press(visitor.button("Continue"))

    details_to_booked(visitor, "Linden Sorrel")


def test_the_health_form_is_filled_in_part_by_part(visitor):
    book_ahead(visitor, "Wren Adair")
    visitor.press(visitor.link("Start your health form"))
    visitor.start_counting()

    fill_in_health_form(visitor, "Wren Adair")
    assert visitor.page.locator(".tasks__status--done").count() == 6
    visitor.press(visitor.link("Check your answers"))
    visitor.press(visitor.button("Hand in my form"))

    assert visitor.heading == "Thank you"
    assert visitor.fields <= 8
    assert visitor.ticks <= 24
    # 24 pages, one press each; the parts and the check page around them.
    assert visitor.presses == 24 + 6 + 2


def test_saved_answers_open_in_another_browser_only_with_a_code(visitor, browser):
    book_ahead(visitor, "Sage Orrin")
    visitor.press(visitor.link("Start your health form"))
    visitor.press(visitor.link("What brings you"))
    visitor.type("Your main reason, in your own words", "A sore low back")
    visitor.press(visitor.button("Save and continue"))
    url = visitor.page.url

    elsewhere = browser.new_context().new_page()
    elsewhere.goto(url)
    assert (
        elsewhere.get_by_role("heading", level=1).inner_text() == "Your saved answers"
    )
    elsewhere.get_by_role("button", name="Send me a code").click()
    mail = visitor.mail(email_of(visitor, "Sage Orrin"), "^Your code$")
    elsewhere.get_by_label("Code").fill(re.search(r"\b\d{6}\b", mail)[0])
    elsewhere.get_by_role("button", name="Continue").click()
    elsewhere.get_by_role("link", name="What brings you").click()
    elsewhere.get_by_role("link", name="Back").click()
    reason = elsewhere.get_by_label("Your main reason, in your own words")
    assert reason.input_value() == "A sore low back"
    elsewhere.context.close()


def test_an_emergency_sign_leads_to_advice_and_a_call_request(visitor):
    visitor.open("/")
    visitor.press(visitor.page.locator("button.slot").last)
    fill_in_details(visitor, "Lane Merritt")
    visitor.press(visitor.button("Continue"))
    visitor.page.get_by_label("New numbness between my legs").check()
    visitor.press(visitor.button("Continue"))

    assert visitor.heading == "Please get help now"
    assert visitor.link("Call 911").get_attribute("href") == "tel:911"
    visitor.press(visitor.button("Ask us to call you"))
    assert visitor.heading == "We will call you"


def test_a_long_name_without_spaces_wraps(visit_as):
    visitor = visit_as(width=360)
    width = "document.documentElement.scrollWidth"
    visitor.open("/")
    visitor.press(visitor.page.locator("button.slot").first)
    fill_in_details(visitor, "Vale" * 13)
    visitor.press(visitor.button("Continue"))
    visitor.tick(visitor.page.get_by_label("None of these"))
    visitor.press(visitor.button("Continue"))
    assert visitor.heading == "Check and book"
    assert visitor.page.evaluate(width) <= 360

    visitor.press(visitor.button("Book this visit"))

    assert visitor.heading.startswith("You are booked, Vale")
    assert visitor.page.evaluate(width) <= 360


def test_a_visit_can_be_booked_with_the_keyboard_alone(visit_as):
    visitor = visit_as(width=1280)
    keys = visitor.page.keyboard

    def reach(selector):
        """Press Tab until something has the focus, and can be seen to have it."""
        for _ in range(80):
            keys.press("Tab")
            focused = visitor.page.locator(f"{selector}:focus")
            if focused.count():
                outline = focused.evaluate(
                    "node => getComputedStyle(node).outlineStyle"
                )
                assert outline != "none" or "choice" in selector
                return
        raise AssertionError(f"{selector} cannot be reached by keyboard")

    visitor.open("/")
    keys.press("Tab")
    assert visitor.page.locator(".skip:focus").is_visible()
    reach("button.slot")
    keys.press("Enter")
    visitor.page.wait_for_url("**/details")
    for field, text in (
        ("input[name=name]", "Kim Ferrar"),
        ("input[name=email]", email_of(visitor, "Kim Ferrar")),
        ("input[name=phone]", "212-555-0177"),
    ):
        reach(field)
        keys.type(text)
    keys.press("Enter")
    visitor.page.wait_for_url("**/safety")
    reach("input[value=none]")
    keys.press("Space")
    keys.press("Enter")
    visitor.page.wait_for_url("**/check")
    reach("button:has-text('Book this visit')")
    keys.press("Enter")
    visitor.page.wait_for_url("**/visit/**")

    assert visitor.heading == "You are booked, Kim"
