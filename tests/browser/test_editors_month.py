"""An editor's month: an article, an interview, a comment, and a consent taken back."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.demo_site import ROOT
from tests.browser.editing import Story, choose, press_menu, wait_for_message
from tests.browser.stretches import sign_in

pytestmark = pytest.mark.browser

TITLE = "Six ways to get up from a chair"
ON_THE_FIRST = """
import os, django, time_machine
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
django.setup()
from django.core.management import call_command
with time_machine.travel({moment!r}, tick=False):
    call_command("publish_scheduled", verbosity=0)
"""


def move_the_clock(environment, moment):
    """Let the site look at its calendar as its worker will at a moment to come."""
    program = ON_THE_FIRST.format(moment=moment.isoformat())
    run = [sys.executable, "-c", program]
    subprocess.run(run, env=environment, cwd=ROOT, check=True)


def first_of_next_month():
    return (timezone.now().replace(day=1) + timedelta(days=32)).replace(
        day=1, hour=12, minute=0
    )


def test_a_scheduled_article_with_every_block_is_published(visit_as, demo_environment):
    editor = visit_as()
    sign_in(editor, "editor")
    open_new_article(editor)
    fill_in_the_frame(editor.page)
    write_every_block(Story(editor))
    schedule(editor.page, first_of_next_month())
    press_menu(editor, "Schedule to publish", says="scheduled")

    reader = visit_as(width=360)
    address = "/articles/six-ways-to-get-up-from-a-chair/"
    reader.open(address)
    assert reader.heading != TITLE

    move_the_clock(demo_environment, first_of_next_month() + timedelta(days=1))
    reader.open(address)
    assert reader.heading == TITLE
    shown = reader.page.locator(".story").inner_text()
    for words in SHOWN:
        assert words in shown, words


SHOWN = (
    "Why it matters",
    "Hands on your thighs.",
    "lift your heels",
    "A chair by a window",
    "Ask first.",
    "Use the armrests",
    "A chair can wait.",
    "Weakness in a leg or foot",
    "Thoughts that life is not worth living",
    "Only the old need armrests.",
    "How sure are we?",
    "Standing up: level C",
    "Seconds for five stands",
    "Seated knee lift",
    "Lean forward.",
    "How often?",
    "Times with someone",
    "Read next",
)


def open_new_article(editor):
    editor.open("/admin/pages/search/?q=Articles")
    editor.press(
        editor.page.locator("table").get_by_role("link", name="Articles").first
    )
    shelf = re.search(r"/pages/(\d+)/", editor.page.url)[1]
    editor.open(f"/admin/pages/{shelf}/")
    editor.press(editor.page.get_by_role("link", name="Add child page").first)


def fill_in_the_frame(page):
    """Everything around the body."""
    today = timezone.now().strftime("%Y-%m-%d")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=standfirst]").fill("Standing up is an exercise.")
    page.locator("[name=author]").select_option(label="Noor Haddadin")
    fill_in_date(page, "published_on", today)
    page.locator("[name=category]").select_option(label="Self-care")
    page.locator("[name=reviewed_by]").select_option(label="Imani Okafor-Reyes")
    fill_in_date(page, "reviewed_on", today)
    choose(page, page.get_by_role("button", name="Choose an image").first, "desk-days")
    page.locator("[name=picture_alt]").fill("A chair by a window")


def fill_in_date(page, name, day):
    page.locator(f"[name={name}]").fill(day)
    page.keyboard.press("Tab")  # closes the calendar


def write_every_block(story):
    """One block of every kind."""
    story.add("Heading")
    story.fill("", "Why it matters")
    story.add("Paragraph")
    story.write("Hands on your thighs. Then stand.")
    story.add("List")
    story.fill("items-0-value", "lift your heels")
    story.add("Figure")
    story.choose("Choose an image", "desk-days")
    story.fill("picture-alt_text", "A chair by a window")
    story.fill("caption", "A chair by a window")
    story.add("Quote")
    story.fill("text", "Ask first.")
    story.add("Callout")
    story.fill("heading", "Use the armrests")
    story.write("They are there for that.")
    story.add("When to get help")
    story.tick("codes", "RF03")
    story.fill("note", "A chair can wait.")
    story.add("All red flags")
    story.add("Myth and fact")
    story.fill("myth", "Only the old need armrests.")
    story.write("Everyone may use them.")
    story.add("How sure are we?")
    story.fill("claims-0-value-about", "Standing up")
    story.select("claims-0-value-level", "C")
    story.write("Research is thin.")
    story.add("Table")
    story.fill("caption", "Seconds for five stands")
    fill_in_the_table(story.page)
    story.add("Exercise")
    story.choose("Choose exercise", "Seated knee lift")
    story.add("Steps")
    story.fill("steps-0-value", "Lean forward.")
    story.add("Question and answer")
    story.fill("question", "How often?")
    story.write("Five times a day.")
    story.add("Book now")
    story.fill("heading", "Times with someone")
    story.choose("Choose condition", "Hip pain")
    story.add("Read next")
    story.choose("Choose a page", "Desk days")


def fill_in_the_table(page):
    page.get_by_role("button", name="Add column").click()
    page.get_by_role("button", name="Text", exact=True).click()
    page.get_by_placeholder("Column heading").last.fill("Age")
    page.get_by_role("button", name="Add row").click()
    page.locator("[name$='cell-0-0']").last.fill("60")


def schedule(page, moment):
    """Set the day on which the page goes out."""
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    fill_in_date(page, "go_live_at", moment.strftime("%Y-%m-%d %H:%M"))
    # By keyboard: a click would meet the calendar of the next field.
    page.get_by_role("button", name="Save schedule").press("Enter")
    wait_for_message(page, "has been updated")


LIKED = "People who are stiff in the morning, and who like light hands."


def test_an_interview_is_published_and_withdrawn_by_its_therapist(
    visit_as, demo_environment
):
    editor, noor, reader = visit_as(), visit_as(), visit_as(width=360)
    sign_in(editor, "editor")
    editor.press(editor.link("Choose somebody"))
    month = first_of_next_month().strftime("%Y-%m-%d")
    fill_in_date(editor.page, "month", month)
    roster = editor.page.locator("[name=therapist]")
    assert roster.get_by_role("option", name="Noor Haddadin (not yet)").count() == 1
    roster.select_option(label="Noor Haddadin (not yet)")
    editor.press(editor.page.get_by_role("button", name="Create", exact=True))

    asked = noor.mail("noor@kestrelrow.example.com", "therapist of the month")
    assert asked.split("\n\n")[1] == (
        "We would like to introduce you to our readers in "
        f"{first_of_next_month():%B}. Seven short questions wait for you."
    )
    sign_in(noor, "noor")
    noor.press(noor.page.locator(".w-panel__content a[href*=interviews]"))
    for box in noor.page.locator("textarea").all():
        box.fill(LIKED)
    noor.page.get_by_label(re.compile("I agree")).check()
    noor.press(noor.button("Keep my answers"))

    editor.open("/admin/features/")
    editor.press(editor.page.locator("tr", has_text="Noor").get_by_role("link").first)
    editor.press(editor.link("Edit the interview"))
    editor.page.locator("[name=standfirst]").fill("Noor bakes, and asks about pills.")
    press_menu(editor, "Schedule to publish", says="scheduled")

    address = interview_address(editor)
    reader.page.goto(address)
    assert reader.heading == "This line leads nowhere"
    move_the_clock(demo_environment, first_of_next_month())
    reader.page.goto(address)
    assert reader.heading == f"Noor Haddadin, {first_of_next_month():%B %Y}"
    assert reader.page.get_by_text(LIKED, exact=True).count() == 7
    assert reader.page.locator("button.slot").count()

    noor.open("/admin/")
    noor.press(noor.page.locator(".w-panel__content a[href*=interviews]"))
    noor.press(noor.button("Withdraw my consent"))
    reader.page.goto(address)
    assert reader.heading == "This line leads nowhere"


def interview_address(editor):
    month = first_of_next_month()
    return f"{editor.address}/therapist-of-the-month/{month:%Y-%m}-noor-haddadin/"


def test_a_readers_comment_is_published_with_a_reply(visit_as):
    reader, editor = visit_as(width=360), visit_as()
    text = f"Does standing in line count? {reader.mark}"
    reader.open("/articles/desk-days/")
    reader.page.wait_for_timeout(4_500)
    reader.type("Name", "Ada")
    reader.type("E-mail", "ada@example.com")
    reader.type("Comment", text)
    reader.tick(reader.page.get_by_label("I have left out private health details"))
    reader.press(reader.button("Send for reading"))
    assert reader.page.locator("#comments [role=status]").inner_text() == (
        "Thank you. Somebody reads your comment before it appears, usually within two "
        "working days."
    )
    assert reader.page.locator(".comment", has_text=text).count() == 0

    # As the owner: one address gets three codes a minute.
    sign_in(editor, "owner")
    editor.press(editor.link("Comments").first)
    row = editor.page.locator(".moderate", has_text=text)
    row.get_by_label("Reply under it (optional)").fill("It counts double.")
    editor.press(row.get_by_role("button", name="Publish", exact=True))

    reader.open("/articles/desk-days/")
    comment = reader.page.locator("article.comment", has_text=text)
    assert comment.locator("> p:not(.hint)").inner_text() == text
    assert comment.locator(".comment--staff p").inner_text() == "It counts double."
