"""A passkey as the second step, in a real browser with a key of its own."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.stretches import sign_in

pytestmark = pytest.mark.browser

# Signs in nowhere else, for afterwards the second step is asked for.
MAILBOX = "callum"


@pytest.fixture
def therapist(visit_as):
    """A browser whose computer knows a finger."""
    visitor = visit_as()
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    return visitor


def test_a_passkey_can_be_added_and_used_to_sign_in(therapist):
    sign_in(therapist, MAILBOX)
    therapist.open("/accounts/2fa/webauthn/add/")
    therapist.type("Name of this device (optional)", "Laptop")
    therapist.button("Add it").click()
    therapist.page.wait_for_url("**/recovery-codes/")
    assert therapist.heading == "Keep these recovery codes"
    assert therapist.page.locator(".codes li").count() == 10
    therapist.open("/accounts/logout/")
    therapist.press(therapist.button("Sign out"))

    sign_in(therapist, MAILBOX)
    assert therapist.heading == "The second step"
    therapist.button("Use a passkey").click()

    expect(therapist.page).to_have_url(re.compile("/admin/$"))
