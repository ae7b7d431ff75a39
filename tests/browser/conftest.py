"""A running demo clinic, and people at their browsers."""

import re
import secrets
import time

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests.browser import demo_site as demo
from tests.conftest import CHROMIUM

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = {"executable_path": CHROMIUM, "args": demo.FLAGS}
    return {**browser_type_launch_args, **found}


@pytest.fixture(scope="session")
def demo_environment(tmp_path_factory):
    """The environment of the demo, whose data is loaded."""
    return demo.environment(tmp_path_factory.mktemp("browser") / "demo")


@pytest.fixture(scope="session")
def demo_site(demo_environment):
    """The address of the running demo."""
    with demo.running(demo_environment) as address:
        yield address


class Visitor:
    """Somebody at a browser, whose presses, typed fields and ticks are counted."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.mark = secrets.token_hex(3)
        self.presses = self.fields = self.ticks = 0

    def open(self, path):
        self.page.goto(self.address + path)

    def press(self, target):
        """A click that moves on; the next page is there when this returns."""
        self.presses += 1
        target.click()
        self.page.wait_for_load_state()

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name, exact=True):
        return self.page.get_by_role("link", name=name, exact=exact)

    def type(self, label, text):
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def tick(self, target):
        self.ticks += 1
        target.check()

    @property
    def heading(self):
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def effort(self):
        return {"presses": self.presses, "fields": self.fields, "ticks": self.ticks}

    def start_counting(self):
        self.presses = self.fields = self.ticks = 0

    def mails(self, to, subject):
        """Links to mails that left for somebody with such a subject, newest first."""
        self.open(f"/demo/mail/?to={to}")
        return self.page.get_by_role("link", name=re.compile(subject))

    def mail(self, to, subject, nth=1):
        """The text of the newest such mail, once so many have left."""
        for _ in range(60):
            found = self.mails(to, subject)
            if found.count() >= nth:
                found.first.click()
                return self.page.locator(".mail-text").inner_text()
            time.sleep(0.25)
        raise AssertionError(f"no mail {subject!r} to {to} left")


@pytest.fixture
def visit_as(browser, demo_site):
    """Open a browser: ``visit_as(width=360, scripts=False, dark=True)``."""
    contexts = []

    def open_browser(width=1280, scripts=True, dark=False):
        context = browser.new_context(
            java_script_enabled=scripts,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return Visitor(page, demo_site)

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def visitor(request, visit_as):
    """A phone of 360 pixels, once with scripts and once without."""
    return visit_as(width=360, scripts=request.param)


@pytest.fixture
def axe():
    """Ask axe what is wrong with a page: (rule, what, where) of each violation."""
    source = AXE_FILE_PATH.read_text()

    def violations(page):
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        found = page.evaluate("options => axe.run(document, options)", options)
        return [
            (rule["id"], rule["help"], [node["html"] for node in rule["nodes"]])
            for rule in found["violations"]
        ]

    return violations
