"""The first owner of an empty clinic, at a one-time address."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from accounts.models import LogEntry, User
from accounts.roles import Role
from onboarding import opening_link
from onboarding.models import Setup
from outbox.models import Message
from tests import factories
from tests.booking.crowd import at_once
from tests.onboarding.conftest import FORM
from tests.screens import errors, heading, parsed
from web.models import SharedValue

pytestmark = pytest.mark.django_db(transaction=True)

KEEP = "/accounts/2fa/recovery-codes/keep/"
CODES = "/accounts/2fa/recovery-codes/"
ENDED = "This address has ended"


def said(command, *arguments):
    """What a command prints."""
    with pytest.MonkeyPatch.context() as patch:
        lines = []
        patch.setattr("django.core.management.base.OutputWrapper.write", keep(lines))
        call_command(command, *arguments)
    return "\n".join(lines)


def keep(lines):
    return lambda self, words="", *args, **kwargs: lines.append(words)


def app_code(page):
    """What the authenticator app shows that a page sets up."""
    counter = int(time.time()) // 30
    secret = page.context["form"].secret
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_the_form_asks_for_a_name_and_an_address(client, link):
    page = client.get(link)

    assert heading(page) == "Open your clinic"
    assert [each["name"] for each in parsed(page).select("main [name]")][1:] == [
        "first_name",
        "last_name",
        "email",
        "works_alone",
    ]
    assert page.headers["Cache-Control"] == "no-store, private"


def test_the_first_owner_goes_from_the_form_to_the_admin_without_a_mail(client, link):
    answer = client.post(link, FORM)
    assert answer.url == "/accounts/2fa/totp/activate/"
    assert client.get("/admin/").url.startswith(answer.url)
    page = client.get(answer.url)
    answer = client.post(answer.url, {"code": app_code(page)})
    assert answer.url == CODES
    assert len(client.get(CODES).context["unused_codes"]) == 10
    assert client.get("/admin/").url.startswith(CODES)
    answer = client.post(KEEP)
    assert answer.url == "/admin/"

    assert client.get("/admin/").status_code == 200
    assert not Message.objects.filter(kind="sign_in_code").exists()


def test_the_first_owner_has_one_role_and_an_address_to_sign_in_with(client, link):
    client.post(link, FORM)

    owner = User.objects.get()
    assert (owner.email, str(owner)) == ("ana@example.com", "Ana Ruiz")
    assert owner.role_names == [Role.OWNER]
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("ana@example.com", True)
    ]


def test_opening_is_logged_as_other_changes_of_accounts_are(client, link):
    client.post(link, FORM)

    owner = User.objects.get()
    entries = LogEntry.objects.about(owner.uid).order_by("at")
    assert sorted(entries.values_list("kind", "actor")) == [
        ("account_made", None),
        ("role_given", None),
        ("signed_in", owner.uid),
    ]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("first_name", "", "Enter your first name."),
        ("email", "ana", "Enter a valid e-mail address."),
        ("email", "sam@example.com", "An account has this address already."),
    ],
)
def test_a_slip_in_the_form_makes_no_owner(client, link, field, value, words):
    User.objects.create_user("sam@example.com")

    answer = client.post(link, FORM | {field: value})

    assert answer.status_code == 422
    assert [words in each for each in errors(answer)] == [True]
    assert not opening_link.has_owner()


def test_two_browsers_at_once_make_one_owner(link):
    def open_it(n):
        fields = FORM | {"email": f"person{n}@example.com"}
        return Client().post(link, fields).status_code

    outcomes = at_once(2, open_it)

    assert sorted(outcomes) == [302, 410]
    assert User.objects.with_role(Role.OWNER).count() == User.objects.count() == 1


def test_the_address_works_once(client, link):
    client.post(link, FORM)

    again = Client().get(link)

    assert (again.status_code, heading(again)) == (410, ENDED)


def test_a_newer_address_ends_the_older_one(client, link):
    newer = opening_link.fresh().removeprefix("http://localhost")

    assert client.get(link).status_code == 410
    assert client.get(newer).status_code == 200


def test_the_address_works_for_an_hour(client, link):
    rows = SharedValue.objects.filter(ends_at__gt=time.time() + 3590)
    assert rows.update(ends_at=time.time() - 1) == 1

    assert client.get(link).status_code == 410


def test_the_address_ends_when_an_owner_is_made_in_another_way(client, link):
    call_command("roles", owner="sam@example.com", verbosity=0)

    assert client.get(link).status_code == 410
    assert client.post(link, FORM).status_code == 410
    assert not Setup.objects.exists()


def test_a_made_up_address_is_refused(client, link):
    assert client.get("/open/abcdefghijklmnopqrstuvwxyz/").status_code == 410


def test_only_a_digest_of_the_token_is_stored(link):
    token = link.split("/")[2]

    assert [row.value for row in SharedValue.objects.all() if token in row.value] == []
    assert token not in str(cache.get(opening_link.KEY))


def test_tries_are_limited(client, link):
    answers = [client.post(link, FORM | {"email": ""}) for _ in range(8)]

    assert [errors(each)[0] for each in answers[6:]] == [
        "That was a lot at once. Please try again in a minute."
    ] * 2
    assert client.post(link, FORM).status_code == 422
    assert not opening_link.has_owner()


def test_first_owner_prints_a_fresh_address(client):
    printed = said("first_owner")

    [path] = re.findall(r"http://localhost(/open/\S+)", printed)
    assert client.get(path).status_code == 200


def test_first_owner_prints_no_address_once_there_is_an_owner():
    factories.staff(Role.OWNER)

    assert said("first_owner") == ("This clinic has an owner, who signs in at /admin/.")


def test_an_operator_reads_a_code_that_mail_does_not_bring(client, opened):
    owner = opened().owner
    client.post("/accounts/login/", {"login": owner.email})

    code = said("sign_in_code", owner.email)

    answer = client.post("/accounts/login/code/confirm/", {"code": code})
    assert answer.url == "/admin/"
