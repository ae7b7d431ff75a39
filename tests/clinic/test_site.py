"""The small pages of the whole site, and what every answer carries."""

import re

import pytest
from django.test import Client as Browser
from wagtail.models import get_page_models

from accounts.roles import Role
from tests import factories
from tests.screens import heading, parsed, texts

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "frame-ancestors 'self'",
    "base-uri 'self'",
    "object-src 'none'",
}


def test_robots_txt_keeps_crawlers_off_personal_pages(client):
    assert client.get("/robots.txt").text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /book/",
        "Disallow: /visit/",
        "Disallow: /health-form/",
        "Disallow: /search/",
        "Sitemap: http://localhost/sitemap.xml",
    ]


def test_the_style_sheet_is_one_immutable_file(client):
    [sheet] = parsed(client.get("/book/")).select("link[rel=stylesheet]")

    answer = client.get(sheet["href"])

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "/*" not in answer.text
    layers = list(dict.fromkeys(re.findall(r"@layer (\w+) {", answer.text)))
    assert layers == ["tokens", "base", "layout", "components", "print"]


@pytest.mark.parametrize("path", ["/nowhere/", "/book/nothing/times/", "/media/a.svg"])
def test_the_not_found_page_says_what_to_do(client, path):
    factories.clinic("Imani")

    answer = client.get(path)

    assert answer.status_code == 404
    assert texts(answer, ".page-head > p") == [
        "The page is not here, or the link was cut short. Nothing is lost.",
        "If you came to change a visit, open the link in your confirmation e-mail "
        "again, or call (212) 555-0142 .",
    ]


def test_a_server_error_shows_a_calm_page(monkeypatch):
    def broken(request):
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("content.context_processors.site_context.current", broken)

    answer = Browser(raise_request_exception=False).get("/book/")

    assert answer.status_code == 500
    assert heading(answer) == "Something went wrong on our side"
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", ["/book/", "/nowhere/", "/accounts/login/"])
def test_every_page_has_security_headers(client, path):
    factories.clinic("Imani")

    headers = client.get(path).headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
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


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "/admin/",
            [
                "No visits.",
                "The coming week",
                "No comment waits.",
                "Nobody is planned yet. Choose somebody",
            ],
        ),
        ("/admin/today/", ["No visits.", "No visits."]),
    ],
)
def test_the_staff_pages_open_in_an_empty_clinic(sign_in, path, said):
    owner = sign_in(factories.staff(Role.OWNER))

    answer = owner.get(path)

    assert answer.status_code == 200
    assert texts(answer, ".staff p") == said
