"""Write in the Wagtail editor as a person would."""

import re

from playwright.sync_api import expect


class Story:
    """The body of the page that is open in the editor; blocks are added at its end."""

    def __init__(self, visitor):
        self.page, self.count = visitor.page, 0

    def add(self, kind):
        """Insert an empty block of a kind."""
        self.page.locator(".c-sf-add-button[title='Insert a block']").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        self.count += 1

    def fill(self, field, text):
        """Fill in a field of the newest block; "" is the block itself."""
        name = "-".join(filter(None, [f"body-{self.count - 1}-value", field]))
        self.page.locator(f"[name='{name}']").fill(text)

    def select(self, field, value):
        name = f"body-{self.count - 1}-value-{field}"
        self.page.locator(f"select[name='{name}']").select_option(value)

    def tick(self, field, value):
        name = f"body-{self.count - 1}-value-{field}"
        self.page.locator(f"[name='{name}'][value='{value}']").check()

    def write(self, text):
        """Type into the rich text of the newest block."""
        self.page.locator(".public-DraftEditor-content").last.click()
        self.page.keyboard.type(text)

    def choose(self, button, name):
        """Press a chooser of the newest block, and take something by its name."""
        choose(self.page, self.page.get_by_role("button", name=button).last, name)


def choose(page, button, name):
    """Press a chooser's button, look for a name in its dialog, and take it."""
    button.click()
    dialog = page.locator(".modal-content")
    dialog.locator("[name=q]").fill(name)
    dialog.get_by_role("link", name=re.compile(name)).first.click()
    dialog.wait_for(state="detached")


def press_menu(visitor, name, says):
    """Press an entry of the menu beside “Save draft”; wait until the page says so.

    On a busy machine the editor may lose a press while its scripts still start, so it
    is pressed once more when nothing has come of it.
    """
    toggle = visitor.page.locator("footer [data-w-dropdown-target='toggle']").last
    entry = visitor.page.get_by_role("button", name=name, exact=True).last
    toggle.click()
    entry.click()
    try:
        wait_for_message(visitor.page, says)
    except AssertionError:
        visitor.page.keyboard.press("Escape")  # a question of the editor, if it has one
        toggle.click()
        entry.click()
        wait_for_message(visitor.page, says)


def wait_for_message(page, words):
    """The editor sends its form some time after the press: its message is the sign.

    The next page takes presses once its scripts have settled.
    """
    expect(page.locator(".messages")).to_contain_text(words, timeout=30_000)
    page.wait_for_load_state("networkidle")
