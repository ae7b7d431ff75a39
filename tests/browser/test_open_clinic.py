"""An owner opens a clinic in a browser, from what `migrate` alone makes."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import expect

from tests.browser import demo_site
from tests.browser.conftest import Visitor
from tests.browser.stretches import details_to_booked, to_a_day_with_times

pytestmark = pytest.mark.browser

MOST = {"presses": 70, "fields": 50, "pages": 12}
FOREIGN = ("911", "988", "$", "USD", "massage", "masaje", "psoas", "kestrel")


@pytest.fixture
def empty(tmp_path):
    """The environment of an empty clinic whose site runs."""
    environment = demo_site.empty_environment(tmp_path / "empty")
    with demo_site.running(environment):
        yield environment


@pytest.fixture
def owner(empty, browser):
    """A browser at the one-time address, which counts the pages it opens."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield Owner(page, empty)
    context.close()


class Owner(Visitor):
    """Somebody who opens a clinic."""

    def __init__(self, page, environment):
        super().__init__(page, environment["SITE_URL"])
        self.environment = environment
        self.pages = 0
        self.wrong = []
        page.on("response", self._note)

    def _note(self, response):
        if response.status >= 400 and response.status != 422:
            self.wrong.append(f"{response.status} {response.url}")

    def go_on(self, button):
        """Press a button that leads to another page."""
        self.pages += 1
        self.press(button)

    def fill(self, **typed):
        """Fill in fields of a step by their names; of a list, choose what is read."""
        for name, value in typed.items():
            self.fields += 1
            field = self.page.locator(f".set-up__step [name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def begin(self, works_alone=False):
        """From the one-time address to the admin."""
        done = subprocess.run(
            [sys.executable, "manage.py", "first_owner"],
            env=self.environment,
            cwd=demo_site.ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        self.page.goto(re.search(r"http://\S+", done.stdout)[0])
        self.type("First name", "Ann")
        self.type("Last name", "Lee")
        self.type("Your e-mail address", "ann@example.com")
        if works_alone:
            self.page.get_by_label("I work alone").check()
        self.press(self.button("Go on"))
        secret = self.page.locator("code.long").inner_text()
        self.page.locator("[name=code]").fill(code_of(secret))
        self.press(self.button("Set it up"))
        self.press(self.button("I have kept them"))
        self.open("/admin/")
        self.start_counting()
        self.pages = 0

    def prove_mail(self):
        """Send the test letter, and type in the code that it brings."""
        self.go_on(self.link("Check your mail"))
        self.press(self.button("Send the letter"))
        self.fields += 1
        self.page.locator("main [name=code]").fill(self._code_in_letter())
        self.press(self.button("Mail arrives"))

    def _code_in_letter(self):
        folder = Path(self.environment["VAR_DIR"]) / "mail"
        newest = max(folder.iterdir(), key=lambda each: each.stat().st_mtime)
        return re.search(r"^\s*(\d{6})\s*$", newest.read_text(), re.MULTILINE)[1]

    def shows_nothing_foreign(self):
        """No word of another country or profession on the page."""
        words = self.page.content()
        # Digests and tokens are of letters and figures by chance.
        chance = r"<script.*?</script>|<style.*?</style>|(site|icon)-\w+|\w{32,}"
        seen = re.sub(chance, "", words, flags=re.S)
        found = [word for word in FOREIGN if word in seen.lower()]
        assert not found, [
            seen[max(0, seen.lower().find(w) - 60) :][:120] for w in found
        ]
        return True


def code_of(secret):
    """The six digits that an authenticator app shows now."""
    counter = int(time.time()) // 30
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_a_physiotherapy_clinic_opens_in_london(owner):
    owner.begin()

    owner.go_on(owner.link("Go on: Who you are"))
    owner.fill(
        name="Northfield Physiotherapy",
        profession="Physiotherapy",
        country_code="United Kingdom",
    )
    owner.tick(owner.page.get_by_label("Español"))
    owner.go_on(owner.button("Save and go on"))

    address = {"street": "12 Example Street", "city": "London"}
    owner.fill(name="Camden", postal_code="NW1 0AA", phone="020 7946 0958", **address)
    owner.go_on(owner.button("Save and go on"))

    owner.fill(first_name="Bo", last_name="Dean", email="bo@example.com")
    owner.go_on(owner.button("Invite"))

    owner.go_on(owner.button("Save and go on"))  # the week of the place
    owner.go_on(owner.button("Save and go on"))  # the starting set
    owner.go_on(owner.link("Website"))
    owner.go_on(owner.button("Publish the website"))
    owner.prove_mail()

    effort = {"presses": owner.presses + owner.ticks, "fields": owner.fields}
    effort["pages"] = owner.pages
    assert {key: effort[key] <= most for key, most in MOST.items()} == dict.fromkeys(
        MOST, True
    ), effort

    owner.open("/")
    assert owner.page.title().startswith("Northfield Physiotherapy")
    assert owner.shows_nothing_foreign()
    owner.open("/book/physiotherapy-assessment/times/?length=45")
    expect(owner.page.locator("main")).to_contain_text("£65")
    expect(owner.page.locator("main")).to_contain_text(re.compile(r"\b1[3-7]:\d\d"))
    assert owner.shows_nothing_foreign()
    while not owner.page.locator("input[name=opening]").count():
        owner.press(owner.page.get_by_role("link", name=re.compile("Later|Next")).first)
    owner.page.locator("input[name=opening]").first.check()
    owner.press(owner.button("Continue"))
    details_to_booked(owner, "Sam Hill", phone="020 7946 0999")
    assert owner.shows_nothing_foreign()

    owner.open("/")
    owner.press(owner.link("Español"))
    assert owner.page.locator("html").get_attribute("lang") == "es"
    assert owner.page.url.endswith("/es/")
    assert owner.shows_nothing_foreign()
    owner.press(owner.link("Reservar").first)
    book_in_spanish(owner, "Ana Ruiz", "020 7946 0998")
    assert owner.shows_nothing_foreign()
    assert owner.wrong == []


def book_in_spanish(visitor, name, phone):
    """From the treatments to the visit, with no word of English on the way."""
    main = visitor.page.locator("main")
    visitor.open("/es/book/physiotherapy-assessment/times/?length=45")
    expect(main).to_contain_text(re.compile(r"65\s£"))
    to_a_day_with_times(visitor)
    visitor.page.locator("input[name=opening]").first.check()
    visitor.press(visitor.button("Continuar"))
    assert visitor.heading == "Sus datos"
    visitor.type("Nombre que usa", name)
    visitor.type("Correo", "ana.ruiz@example.com")
    visitor.type("Teléfono", phone)
    visitor.press(visitor.button("Continuar"))
    assert visitor.heading == "Antes de reservar: un control de seguridad"
    assert visitor.shows_nothing_foreign()
    visitor.tick(visitor.page.locator("input[value=none]"))
    visitor.press(visitor.button("Continuar"))
    assert visitor.heading == "Revisar y reservar"
    assert visitor.shows_nothing_foreign()
    visitor.press(visitor.button("Reservar esta cita"))
    assert visitor.heading == "Su cita está reservada, Ana"
    assert "/es/visit/" in visitor.page.url


def test_a_practice_of_one_visits_homes_alone(owner):
    owner.begin(works_alone=True)

    owner.go_on(owner.link("Go on: Who you are"))
    owner.fill(name="Ann at home", profession="Osteopathy", country_code="Ireland")
    owner.go_on(owner.button("Save and go on"))
    owner.fill(name="North Dublin", phone="(01) 555 0123")
    owner.tick(owner.page.get_by_label("Here we only visit clients at home"))
    owner.go_on(owner.button("Save and go on"))
    owner.go_on(owner.button("Save and go on"))
    owner.go_on(owner.button("Save and go on"))
    owner.go_on(owner.link("Website"))
    owner.go_on(owner.button("Publish the website"))
    owner.prove_mail()

    owner.open("/")
    assert owner.shows_nothing_foreign()
    owner.open("/book/osteopathy-at-home/times/")
    expect(owner.page.locator("main")).to_contain_text("€")
    expect(owner.page.locator("main")).to_contain_text("Ann")
    assert owner.shows_nothing_foreign()
    assert owner.wrong == []
