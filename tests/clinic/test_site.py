"""The small pages of the whole site, and what every answer carries."""

import pytest
from django.test import Client as Browser
from wagtail.models import get_page_models

from accounts.roles import Role
from content import stylesheet
from tests import factories

pytestmark = pytest.mark.django_db


def test_robots_txt_keeps_crawlers_off_personal_pages(client):
    lines = client.get("/robots.txt").text.splitlines()

    for path in ("/admin/", "/book/", "/visit/", "/health-form/"):
        assert f"Disallow: {path}" in lines
    assert lines[-1].endswith("/sitemap.xml")


def test_the_style_sheet_is_one_immutable_file(client):
    page = client.get("/book/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]

    answer = client.get(address)

    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "/*" not in answer.text
    for layer in stylesheet.FILES:
        assert (
            f"@layer {layer}" in answer.text or layer == "print" or "{" in answer.text
        )


@pytest.mark.parametrize("path", ["/nowhere/", "/book/nothing/times/", "/media/a.svg"])
def test_the_not_found_page_says_what_to_do(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "call" in answer.text


def test_a_server_error_shows_a_calm_page(monkeypatch):
    def broken(request):
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("content.context_processors.site_context.current", broken)

    answer = Browser(raise_request_exception=False).get("/book/")

    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", ["/book/", "/nowhere/", "/accounts/login/"])
def test_every_page_has_security_headers(client, path):
    factories.clinic("Imani")

    headers = client.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model.__name__)
def test_no_page_can_be_made_private(model):
    assert model.private_page_options == []


def test_a_visitor_who_only_browses_gets_no_cookie(client):
    factories.clinic("Imani")

    client.get("/book/")
    client.get("/book/first-visit/times/?length=60")

    assert not client.cookies


@pytest.mark.parametrize("path", ["/admin/", "/admin/today/"])
def test_the_staff_pages_open_in_an_empty_clinic(sign_in, path):
    owner = sign_in(factories.staff(Role.OWNER))

    answer = owner.get(path)

    assert answer.status_code == 200
    assert "No visits." in answer.text
