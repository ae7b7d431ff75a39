"""Mails about signing in are in the clinic's words."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone

from clinic.roles import Role
from tests import factories, mails

pytestmark = pytest.mark.django_db

# What passwords, sign-up and accounts elsewhere would send; none of them exists here.
NOT_HERE = re.compile(r"password|already_exists|connected|signup")

PACKAGE = Path(allauth.__file__).parent / "templates"
SENT = sorted(
    str(path.relative_to(PACKAGE)).removesuffix("_message.txt")
    for path in PACKAGE.glob("*/email/*_message.txt")
    if not NOT_HERE.search(path.name) and path.parent.parent.name in ("account", "mfa")
)


@pytest.mark.parametrize("name", [name for name in SENT if "base" not in name])
def test_every_mail_about_an_account_is_ours(name):
    for part in ("subject", "message"):
        assert (settings.BASE_DIR / "templates" / f"{name}_{part}.txt").exists()


@pytest.mark.parametrize("name", [name for name in SENT if "base" not in name])
def test_every_mail_about_an_account_is_signed_by_the_clinic(name, settings):
    settings.EMAIL_BACKEND = "outbox.backends.EmailBackend"
    factories.clinic("Imani")
    user = factories.staff(Role.OWNER, email="owner@example.com")
    request = RequestFactory().get("/")
    request.user = user

    with request_context(request):
        get_adapter(request).send_mail(
            name,
            user.email,
            {"user": user, "code": "ABC", "timestamp": timezone.now(), "ip": "::1"},
        )
    [mail] = mails.leaving(timezone.now())

    assert mail.body.startswith("Hello,\n\n")
    assert mail.body.rstrip().endswith("Kestrel Row\n(212) 555-0142")
    assert re.search("Hello from|Thank you for using|localhost", mail.body) is None


def test_a_sign_in_code_comes_from_the_clinic(client, settings):
    settings.EMAIL_BACKEND = "outbox.backends.EmailBackend"
    factories.clinic("Imani")
    factories.staff(Role.OWNER, email="owner@example.com")

    client.post("/accounts/login/", {"login": "owner@example.com"})
    [mail] = mails.leaving(timezone.now())

    assert (mail.to, mail.subject) == (["owner@example.com"], "Your sign-in code")
    assert "This code lets you sign in to the clinic's site:" in mail.body
