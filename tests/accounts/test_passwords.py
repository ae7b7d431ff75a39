"""There is no password anywhere: no page, no field, no command that makes one."""

import re
from io import StringIO
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.urls import get_resolver

from accounts.models import User
from accounts.roles import Role
from tests import factories
from tests.screens import text, texts
from tests.test_access import NOT_OPENED, address, routes

PASSWORD_INPUT = re.compile(r"<input[^>]*type=.?password|name=.?[\w-]*password")

GONE = [
    "signup/",
    "reauthenticate/",
    "password/change/",
    "password/set/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/1-set-password/",
    "password/reset/key/done/",
    "2fa/trust/",
    "3rdparty/",
]


@pytest.fixture
def owner(sign_in):
    return sign_in(factories.staff(Role.OWNER))


def test_no_staff_page_has_a_password_field(owner):
    someone = factories.staff(Role.EDITOR)
    paths = [
        address(route)
        for _, route in routes(get_resolver().url_patterns)
        if route.startswith(("accounts/", "admin/")) and not NOT_OPENED.search(route)
    ]
    paths += [f"/admin/users/edit/{someone.pk}/", f"/admin/team/{someone.uid}/"]
    opened = {path: owner.get(path) for path in paths}
    led_to = {page.url for page in opened.values() if page.status_code == 302}
    opened |= {path: owner.get(path, follow=True) for path in led_to - {*paths}}

    with_field = [
        path
        for path, page in opened.items()
        if not page.streaming and PASSWORD_INPUT.search(page.text)
    ]

    assert with_field == []
    assert sum(page.status_code == 200 for page in opened.values()) > 100


@pytest.mark.parametrize("path", GONE)
def test_password_urls_are_not_found(owner, client, path):
    for browser in (owner, client):
        assert browser.get(f"/accounts/{path}").status_code == 404
        assert browser.post(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize("path", ["login/", "_util"])
def test_wagtail_login_page_redirects_to_our_sign_in(client, path):
    path = "/_util/login/" if path == "_util" else "/admin/login/"

    answer = client.post(path, {"username": "a@example.com", "password": "secret"})

    assert answer.status_code in (302, 405)
    assert client.get(path).url == "/accounts/login/"


@pytest.mark.parametrize("step", ["", "done/", "complete/", "confirm/MQ/set-password/"])
def test_wagtail_password_reset_is_not_found(client, step):
    assert client.get(f"/admin/password_reset/{step}").status_code == 404


def test_createsuperuser_sets_no_password_and_explains_how_to_become_owner():
    out = StringIO()

    call_command("createsuperuser", "--noinput", email="root@example.com", stdout=out)

    user = User.objects.get(email="root@example.com")
    assert user.is_superuser
    assert not user.has_usable_password()
    assert out.getvalue() == (
        "root@example.com is a superuser, without a password and without a role. "
        "The admin opens to roles alone:\n"
        "  manage.py roles --owner root@example.com\n"
    )


def test_createsuperuser_refuses_a_missing_or_used_address():
    factories.staff(Role.EDITOR, "ana@example.com")

    for options in ({}, {"email": "Ana@example.com"}):
        with pytest.raises(CommandError):
            call_command("createsuperuser", "--noinput", **options)


def test_changepassword_is_refused():
    with pytest.raises(CommandError, match="No account has a password"):
        call_command("changepassword", "ana@example.com")


@pytest.fixture
def superuser(sign_in):
    return sign_in(User.objects.create_superuser("root@example.com"))


def admin_paths():
    return [
        address(route)
        for _, route in routes(get_resolver().url_patterns)
        if route.startswith("admin/") and not NOT_OPENED.search(route)
    ]


def test_every_page_tells_a_superuser_without_a_role_how_to_get_one(superuser):
    free = ("/admin/login/", "/admin/password_reset/")
    answers = {
        path: superuser.get(path).status_code
        for path in admin_paths()
        if not path.startswith(free)
    }

    assert set(answers.values()) == {403}
    page = superuser.get("/admin/")
    assert text(page, "main code") == "manage.py roles --owner root@example.com"


def test_a_superuser_with_a_role_sees_every_page_or_is_refused(superuser):
    user = User.objects.get(email="root@example.com")
    user.groups.add(Group.objects.get(name=Role.EDITOR))

    answers = {path: superuser.get(path).status_code for path in admin_paths()}

    assert {path for path, status in answers.items() if status >= 500} == set()


def test_a_user_without_a_role_is_told_to_ask_the_owner(sign_in):
    nobody = sign_in(User.objects.create_user("new@example.com"))

    page = nobody.get("/admin/")

    assert page.status_code == 403
    assert texts(page, "main p") == [
        "You are signed in as new@example.com. Ask the owner of the clinic to give "
        "this account a role; then reload this page."
    ]
    assert nobody.get(f"/admin/team/{uuid4()}/lost-phone/").status_code == 403
