"""The pictures of the owner's guide."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser.test_staff import MIND_THIS

STEP = 30  # seconds for which an authenticator app shows a code


def take(camera):
    owner = camera.visitor("owner")
    page = owner.page
    owner.open("/admin/users/")
    owner.press(owner.link("Add an account"))
    page.locator("[name=email]").fill("ludo@kestrelrow.example.com")
    page.locator("[name=first_name]").fill("Ludo")
    page.locator("[name=last_name]").fill("Amsel")
    page.get_by_role("tab", name="Roles").first.click()
    page.get_by_label("Front desk").check()
    camera.take(owner, "account", height=620)

    owner.open("/admin/treatment/")
    owner.press(owner.link("Deep tissue massage"))
    page.get_by_role("heading", name="Lengths and prices").scroll_into_view_if_needed()
    camera.take(owner, "treatment", height=760)

    owner.open("/admin/")
    page.get_by_role("button", name="Schedule").click()
    camera.take(owner, "schedule", height=620, width=400)

    set_up_an_app(camera.visitor("tomasz"))
    owner.open("/admin/users/")
    owner.press(owner.link("Tomasz Wisnicki"))
    owner.press(page.get_by_role("link", name="A lost phone"))
    camera.take(
        owner, "lost-phone", down_to=owner.button("Let them set up a new phone")
    )

    owner.open(f"/admin/visits/list/?q={MIND_THIS.split()[1]}")
    owner.press(page.get_by_role("link", name=MIND_THIS).first)
    owner.press(owner.link("Read health answers"))
    page.locator("[name=reason]").fill("Hye-jin is ill; I look for somebody to cover.")
    camera.take(owner, "reason", down_to=owner.button("Show the answers"))


def set_up_an_app(visitor):
    """Do what an authenticator app does with the letters on the page."""
    visitor.open("/accounts/2fa/totp/activate/")
    secret = re.search(r"\b[A-Z2-7]{32}\b", visitor.page.inner_text("main"))[0]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // STEP))
    visitor.page.locator("[name=code]").fill(code)
    visitor.press(visitor.button("Set it up"))
    visitor.page.get_by_role("heading", name="Keep these recovery codes").wait_for()
