"""Signing in: a mailed code, a second step, and nothing revealed to strangers."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import LogEntry, User
from accounts.roles import Role
from outbox.models import Message
from tests import factories
from tests.screens import errors, heading, text

LOGIN = "/accounts/login/"
CONFIRM = "/accounts/login/code/confirm/"
CODES = "/accounts/2fa/recovery-codes/"

# Words of allauth that must not reach anybody here.
FOREIGN = ("Plumbline", "Two-Factor", "Security Key", "Sign Up", "allauth")


def test_recovery_codes_are_seen_and_kept_before_anything_else(person):
    ana = person(Role.EDITOR)

    answer = ana.sign_in()
    assert (answer.status_code, answer.url) == (302, CODES)
    assert ana.get("/admin/").url == f"{CODES}?next=%2Fadmin%2F"
    codes = ana.get(CODES).context["unused_codes"]

    assert len(codes) == 10
    assert ana.get("/admin/").url == f"{CODES}?next=%2Fadmin%2F"
    assert ana.post(f"{CODES}keep/").url == "/admin/"
    assert ana.get("/admin/").status_code == 200


def test_a_later_sign_in_asks_for_the_app_code_and_opens_the_admin(person):
    ana = person(Role.EDITOR)
    ana.sign_in()
    ana.get(CODES)
    ana.post(f"{CODES}keep/")
    ana.post("/accounts/logout/")

    answer = ana.sign_in()

    assert answer.url == "/admin/"
    assert ana.get("/admin/").status_code == 200


def test_a_recovery_code_works_only_once(person):
    ana = person(Role.EDITOR)
    ana.sign_in()
    code = ana.get(CODES).context["unused_codes"][0]

    tries = []
    for _ in range(2):
        ana.post("/accounts/logout/")
        ana.ask_for_code()
        ana.post(CONFIRM, code=ana.mailed_code())
        tries.append(ana.post("/accounts/2fa/authenticate/", code=code).status_code)

    assert tries == [302, 200]


def test_an_unknown_address_gets_the_same_page_and_no_mail(person, client):
    ana = person(Role.EDITOR)
    cache.clear()

    pages = {}
    for address in (ana.user.email, "nobody@example.com"):
        answer = client.post(LOGIN, {"login": address})
        page = client.get(CONFIRM)
        told = page.text.replace(address, "…")
        client.post("/accounts/logout/")
        pages[address] = (answer.status_code, answer.url, page.status_code, told)

    assert len({without_tokens(page) for page in pages.values()}) == 1
    assert ana.letters() == [("sign_in_code", ana.user.email)]


def without_tokens(page):
    """The page without the form keys, which differ every time."""
    *rest, text = page
    return (*rest, "".join(line for line in text.splitlines() if "csrf" not in line))


@pytest.mark.parametrize("address", ["nobody@example.com", "closed@example.com"])
def test_an_address_without_an_account_costs_the_same_queries(person, client, address):
    ana = person(Role.EDITOR)
    User.objects.create_user("closed@example.com", is_active=False)
    counts = []
    for login in (ana.user.email, address):
        cache.clear()
        client.get(LOGIN)  # what stands around the page is read now
        with CaptureQueriesContext(connection) as queries:
            client.post(LOGIN, {"login": login})
        counts.append(len(queries))
        client.post("/accounts/logout/")

    assert counts[0] == counts[1]
    assert not Message.objects.filter(to=address).exists()


def test_asking_for_codes_is_limited(client):
    answers = []
    for n in range(13):
        answer = client.post(LOGIN, {"login": f"n{n}@example.com"})
        client.post("/accounts/logout/")
        answers.append(answer.status_code)

    assert answers == [302] * 10 + [200] * 3


def test_a_stranger_cannot_lock_somebody_out_by_asking_for_codes(person, client):
    ana = person(Role.EDITOR)
    for _ in range(13):
        client.post(LOGIN, {"login": ana.user.email}, REMOTE_ADDR="198.51.100.7")
        client.post("/accounts/logout/")

    assert ana.ask_for_code().status_code == 302


def test_a_wrong_code_is_reported_and_three_end_the_attempt(person):
    ana = person(Role.EDITOR)
    ana.ask_for_code()

    first = ana.post(CONFIRM, code="nonsense")
    assert errors(first) == ["This code does not fit. Check it, or ask for a new one."]
    ana.post(CONFIRM, code="nonsense")
    third = ana.post(CONFIRM, code="nonsense")

    assert third.status_code == 302
    assert ana.post(CONFIRM, code=ana.mailed_code()).url != "/admin/"


def test_starting_over_returns_to_the_sign_in_page(person):
    ana = person(Role.EDITOR)
    ana.ask_for_code()

    answer = ana.post("/accounts/logout/", next=LOGIN)

    assert answer.url == LOGIN
    assert ana.get(LOGIN).status_code == 200


def test_the_session_key_changes_at_every_step(person):
    ana = person(Role.EDITOR)
    keys = [ana.ask_for_code() and ana.browser.session.session_key]
    for step in (
        lambda: ana.post(CONFIRM, code=ana.mailed_code()),
        ana.set_up_app,
        ana.prove_again,
    ):
        step()
        keys.append(ana.browser.session.session_key)

    assert len(set(keys)) == 4


def test_signing_in_and_out_is_logged(person):
    ana = person(Role.EDITOR)
    ana.sign_in()
    ana.post("/accounts/logout/")

    kinds = LogEntry.objects.about(ana.user.uid).order_by("at")
    kinds = list(kinds.values_list("kind", flat=True))
    assert kinds == ["signed_in", "factor_added", "signed_out"]


@pytest.mark.parametrize("path", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_clears_the_browser_cache_and_storage(person, path):
    ana = person(Role.EDITOR)
    ana.sign_in()

    answer = ana.post(path)

    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.url == LOGIN
    assert ana.get("/admin/").url == f"{LOGIN}?next=/admin/"


def test_the_first_sign_in_leaves_an_account_with_one_address(person):
    ana = person(Role.EDITOR, "Ana@Example.com")
    EmailAddress.objects.create(user=ana.user, email="second@example.com")

    ana.sign_in()

    [address] = EmailAddress.objects.filter(user=ana.user)
    assert (address.email, address.verified) == ("ana@example.com", True)


def foreign_words(page):
    """The words of allauth or the product that a page of the clinic speaks."""
    assert page.status_code == 200
    assert text(page, ".brand") == "Kestrel Row"
    return [word for word in FOREIGN if word in page.text]


def test_sign_in_pages_use_the_clinics_wording(person):
    ana = person(Role.EDITOR)
    ana.sign_in()
    ana.post("/accounts/logout/")

    assert foreign_words(ana.get("/accounts/inactive/")) == []
    assert foreign_words(ana.get(LOGIN)) == []
    ana.ask_for_code()
    assert foreign_words(ana.get(CONFIRM)) == []
    ana.post(CONFIRM, code=ana.mailed_code())
    assert foreign_words(ana.get("/accounts/2fa/authenticate/")) == []


def test_second_step_setup_uses_the_clinics_wording(person):
    ana = person(Role.EDITOR)
    ana.ask_for_code()
    ana.post(CONFIRM, code=ana.mailed_code())

    assert foreign_words(ana.get("/accounts/2fa/totp/activate/")) == []
    assert foreign_words(ana.get("/accounts/2fa/webauthn/add/")) == []


@pytest.mark.parametrize(
    "path",
    [
        "logout/",
        "email/",
        "2fa/",
        "2fa/totp/deactivate/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/reauthenticate/",
        "2fa/webauthn/",
        "session/back/",
    ],
)
def test_account_pages_use_the_clinics_wording(person, path):
    ana = person(Role.EDITOR)
    ana.sign_in()

    assert foreign_words(ana.get(f"/accounts/{path}")) == []


def test_the_authenticator_app_shows_the_clinic_name(person):
    ana = person(Role.EDITOR)
    ana.ask_for_code()
    ana.post(CONFIRM, code=ana.mailed_code())

    page = ana.get("/accounts/2fa/totp/activate/")

    address = urlsplit(page.context["totp_url"])
    assert parse_qs(address.query)["issuer"] == ["Kestrel Row"]


def test_removing_the_last_second_step_requires_setting_up_a_new_one(person):
    ana = person(Role.EDITOR)
    ana.sign_in()

    ana.post("/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=ana.user).exists()
    assert ana.get("/admin/").url == "/accounts/2fa/totp/activate/?next=%2Fadmin%2F"


def test_too_many_sign_in_attempts_get_an_error_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post(LOGIN, {"login": "a@example.com"})

    answer = client.post(LOGIN, {"login": "a@example.com"})

    assert answer.status_code == 429
    assert heading(answer) == "Please wait a little"


def test_a_stored_password_is_never_usable():
    user = factories.staff(Role.OWNER)
    user.set_password("correct horse battery staple")
    user.save()

    assert not user.has_usable_password()
    assert not user.check_password("correct horse battery staple")
