"""The clinic's brand on its pages, in its mails, and in the admin."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from content import branding, stylesheet
from content.models import Brand
from content.tones import HOUSE, tones_of
from outbox import kinds, rendering
from outbox.models import Wording
from tests import factories, pages
from tests.admin_forms import edited
from tests.content.brands import BLUE, brand, logo
from tests.content.test_social_card import graph_of
from tests.screens import parsed, texts

pytestmark = pytest.mark.django_db

FORM = "/admin/settings/content/brand/{}/"
GREEN, GREEN_READ = "#2f7d4f", "#247346"  # and as words on light pages
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(autouse=True)
def clinic(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    factories.clinic("Imani")


def sheet_of(response):
    [sheet] = parsed(response).select("link[rel=stylesheet]")
    return sheet["href"]


def pictures(response, selector):
    return [image["alt"] for image in parsed(response).select(f"{selector} img")]


def mail():
    """The HTML of a mail, as the clinic sees it while wording it."""
    return rendering.example(
        Wording(kind="contact_message", language="en", subject="S", paragraphs="P")
    )


def test_without_a_logo_the_name_is_in_type(client):
    pages.home()

    page = client.get("/")

    assert (texts(page, ".brand"), pictures(page, ".brand")) == (["Kestrel Row"], [])
    assert pictures(page, ".footer") == []
    assert texts(page, ".footer__more h2") == ["Kestrel Row"]


def test_a_logo_with_the_name_stands_for_it(client):
    pages.home()
    brand(logo=logo())

    page = client.get("/")

    assert (texts(page, ".brand"), pictures(page, ".brand")) == ([""], ["Kestrel Row"])
    assert pictures(page, ".footer") == ["Kestrel Row"]
    assert texts(page, ".footer__more h2") == [""]


def test_a_logo_without_the_name_stands_beside_it_and_is_not_read_twice(client):
    brand(logo=logo(size=(100, 100)), logo_has_name=False)

    page = client.get("/book/")

    assert (texts(page, ".brand"), pictures(page, ".brand")) == (["Kestrel Row"], [""])


def test_dark_pages_show_the_logo_for_dark(client):
    pages.home()
    brand(logo=logo(), dark_logo=logo(BLUE))

    page = client.get("/")

    [light] = parsed(page).select(".brand img")
    [dark] = parsed(page).select(".brand source")
    [foot] = parsed(page).select(".footer img")
    assert dark["media"] == "(prefers-color-scheme: dark)"
    assert dark["srcset"] == foot["src"] != light["src"]
    assert not parsed(page).select(".logo--white, .logo--white-in-dark")


def test_a_logo_for_light_stands_on_white_on_dark_pages(client):
    pages.home()
    brand(logo=logo())

    page = client.get("/")

    assert len(parsed(page).select(".brand .logo--white-in-dark")) == 1
    assert len(parsed(page).select(".footer .logo--white")) == 1


def test_a_lost_logo_leaves_the_name_in_type(client):
    lost = logo()
    lost.file.storage.delete(lost.file.name)
    brand(logo=lost)

    page = client.get("/book/")

    assert (texts(page, ".brand"), pictures(page, ".brand")) == (["Kestrel Row"], [])


def test_the_style_sheet_has_the_tones_of_the_accent(client):
    brand(accent=GREEN)

    sheet = client.get(sheet_of(client.get("/book/")))

    tones = tones_of(GREEN)
    assert sheet.headers["Cache-Control"] == FOR_EVER
    ours = sheet.text.rpartition("@layer tokens")[2]
    found = dict(re.findall(r"--([\w-]+): light-dark\((\S+), \S+\);", ours))
    assert found["accent"] == found["link"] == tones.light.accent == GREEN_READ
    assert (found["fill"], found["on-fill"]) == (GREEN, "#ffffff")


def test_the_colour_of_the_house_needs_no_tokens_of_its_own():
    assert stylesheet.sheet(HOUSE)[0].count("@layer tokens {") == 1
    assert stylesheet.sheet(tones_of(GREEN))[0].count("@layer tokens {") == 2


def test_a_style_sheet_that_another_process_named_is_the_right_one(client):
    sheet_of(client.get("/book/"))  # read and cached here
    Brand.objects.update_or_create(defaults={"accent": GREEN})

    answer = client.get(stylesheet.address(tones_of(GREEN)))

    assert GREEN_READ in answer.text
    assert answer.headers["Cache-Control"] == FOR_EVER


def test_a_style_sheet_of_another_version_is_cached_for_a_minute(client):
    answer = client.get("/site-000000000000.css")

    assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_pages_ask_for_the_brand_every_few_seconds_at_most():
    brand(logo=logo(), dark_logo=logo(BLUE))
    branding.current()

    with CaptureQueriesContext(connection) as captured:
        branding.current()

    assert len(captured) == 0


def test_a_mail_has_the_logo_and_the_accent():
    brand(logo=logo(), accent=GREEN)

    html = mail().html

    [image] = parsed(html).select("img")
    assert image["alt"] == "Kestrel Row"
    assert re.fullmatch(r"http://localhost/media/images/logo\S+\.png", image["src"])
    assert f"a {{ color: {GREEN_READ}; }}" in html
    assert f"background: {GREEN}; color: #ffffff" in html


def test_a_mail_without_a_brand_looks_like_the_house():
    html = mail().html

    assert (texts(html, ".top"), parsed(html).select("img")) == (["Kestrel Row"], [])
    assert "a { color: #2c4a5e; }" in html
    assert "background: #8c3a1a; color: #ffffff" in html


def test_the_brand_is_no_word_for_mails():
    assert "brand" not in kinds.SIGNATURE


def test_structured_data_names_the_logo_or_the_icon(client):
    pages.home()
    icon = graph_of(client.get("/"))["Organization"]["logo"]
    brand(logo=logo())
    image = graph_of(client.get("/"))["Organization"]["logo"]

    assert re.fullmatch(r"http://localhost/icon-\w{12}-512\.png", icon)
    assert client.get(icon).headers["Content-Type"] == "image/png"
    assert re.fullmatch(r"http://localhost/media/images/logo\S+\.png", image)


def test_the_form_says_which_tone_is_used_where_the_colour_cannot_be_read(sign_in):
    row = brand(accent="#ffd84d")
    owner = sign_in(factories.staff(Role.OWNER))

    page = owner.get(FORM.format(row.pk))

    assert texts(page, ".tones figcaption") == [
        "Light pages. The colour could not be read there as words, so words and lines "
        "have #7b6400; buttons are filled with the colour itself.",
        "Dark pages. Words and lines have the colour itself; "
        "buttons are filled with the colour itself.",
    ]
    fills = {part["fill"] for part in parsed(page).select(".tones svg *")}
    assert {"#ffd84d", "#7b6400"} <= fills


def test_the_owner_chooses_a_colour(sign_in):
    row = brand()
    owner = sign_in(factories.staff(Role.OWNER))

    edited(owner, FORM.format(row.pk), accent="#2F7D4F")
    refused = edited(owner, FORM.format(row.pk), accent="green")

    assert Brand.objects.get().accent == GREEN
    assert "Write a colour as #8c3a1a." in refused.text


def test_an_editor_does_not_change_the_brand(sign_in):
    row = brand()

    answer = sign_in(factories.staff(Role.EDITOR)).get(FORM.format(row.pk))

    assert answer.status_code == 302


def test_no_code_can_store_what_is_no_colour():
    with pytest.raises(ValidationError):
        Brand(accent="#12345").full_clean()
    with pytest.raises(IntegrityError):
        Brand.objects.create(accent="green")
