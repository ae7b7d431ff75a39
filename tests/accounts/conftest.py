"""What the tests of accounts share: a person at a browser, and their phone."""

import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from outbox.models import Message
from tests import factories


@pytest.fixture(autouse=True)
def a_clinic(transactional_db):
    """Kestrel Row, so that pages and letters have a name.

    Its transactions are real: what follows a commit belongs to the request.
    """
    factories.clinic("Imani")


class Person:
    """A member of staff, a browser, and a phone with an authenticator app."""

    def __init__(self, user):
        self.user, self.browser, self.secret = user, Client(), ""

    def get(self, path):
        return self.browser.get(path, headers={"Accept": "text/html"})

    def post(self, path, **fields):
        headers = {"Accept": "text/html"}
        return self.browser.post(path, fields, headers=headers)

    def newest(self, kind, to=None):
        """The newest letter of a kind to this person."""
        letters = Message.objects.filter(kind=kind, to=to or self.user.email)
        return letters.order_by("-created_at").first()

    def mailed_code(self, kind="sign_in_code", to=None):
        return self.newest(kind, to).values["code"]

    def app_code(self):
        """What the app shows; as if the last code had been used long ago."""
        totp.cache.clear()
        counter = int(time.time()) // 30
        return totp.format_hotp_value(totp.hotp_value(self.secret, counter))

    def ask_for_code(self):
        return self.post("/accounts/login/", login=self.user.email)

    def sign_in(self):
        """Both steps, setting up the app where there is none."""
        self.ask_for_code()
        answer = self.post("/accounts/login/code/confirm/", code=self.mailed_code())
        if self.secret:
            answer = self.post("/accounts/2fa/authenticate/", code=self.app_code())
        else:
            answer = self.set_up_app()
        return answer

    def set_up_app(self):
        page = self.get("/accounts/2fa/totp/activate/")
        self.secret = page.context["form"].secret
        return self.post("/accounts/2fa/totp/activate/", code=self.app_code())

    def prove_again(self, **fields):
        return self.post(
            "/accounts/2fa/reauthenticate/", code=self.app_code(), **fields
        )

    def letters(self):
        """(kind, address) of everything that waits, the oldest first."""
        rows = Message.objects.order_by("created_at", "id")
        return list(rows.values_list("kind", "to"))


@pytest.fixture
def person():
    """Somebody of a role: ``person("Owner")``."""

    def person(role, email=None, **fields):
        return Person(factories.staff(role, email, **fields))

    return person
