"""The clinic's icon: its own, from its logo, or the initial of its name."""

import io

import pytest
from PIL import Image

from content import branding, icons
from content.tones import tones_of
from locations.models import ClinicDetails
from tests import factories
from tests.content.brands import BLUE, RED, brand, logo, pixel
from tests.screens import parsed

pytestmark = pytest.mark.django_db

WHITE, GREEN = "#ffffff", "#2f7d4f"


@pytest.fixture(autouse=True)
def clinic(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    factories.clinic("Imani")


def colours(content):
    """How often each colour stands in a picture."""
    with Image.open(io.BytesIO(content)) as image:
        counts = image.convert("RGB").getcolors(image.width * image.height)
    return {"#{:02x}{:02x}{:02x}".format(*rgb): count for count, rgb in counts}


def drawn(size=180):
    return icons.png(branding.current(), size)


def test_pages_name_icons_of_the_sizes_that_browsers_ask_for(client):
    page = parsed(client.get("/book/"))

    sizes = {}
    for link in page.select("link[rel=icon], link[rel=apple-touch-icon]"):
        answer = client.get(link["href"])
        assert answer.headers["Cache-Control"] == "public, max-age=604800"
        sizes[link["href"]] = Image.open(io.BytesIO(answer.content)).size

    assert sorted(sizes.values()) == [(48, 48), (180, 180), (192, 192)]


def test_without_a_picture_it_is_the_initial_on_the_accent():
    brand(accent=GREEN)

    found = colours(drawn())

    tones = tones_of(GREEN).light
    assert found[tones.fill] > found[tones.on_fill] > 500


@pytest.mark.parametrize("name", ["—", "診療所"])
def test_without_a_letter_of_the_typeface_it_is_a_plain_square(name):
    ClinicDetails.objects.update(name=name)
    brand(accent=GREEN)

    assert colours(drawn()) == {GREEN: 180 * 180}


def test_a_square_logo_stands_on_white():
    brand(logo=logo(size=(300, 300)))

    assert (pixel(drawn(), 90, 90), pixel(drawn(), 2, 2)) == (RED, WHITE)


def test_a_wide_logo_is_no_icon():
    brand(logo=logo(), accent=GREEN)

    assert pixel(drawn(), 2, 2) == GREEN


def test_the_clinics_own_icon_fills_it():
    brand(logo=logo(size=(300, 300)), icon=logo(BLUE, (300, 200)))

    assert colours(drawn()) == {BLUE: 180 * 180}


def test_a_lost_icon_leaves_the_initial():
    lost = logo(size=(300, 300))
    lost.file.storage.delete(lost.file.name)
    brand(icon=lost, accent=GREEN)

    assert pixel(drawn(), 2, 2) == GREEN


def test_browsers_find_it_without_a_page(client):
    ico, touch = client.get("/favicon.ico"), client.get("/apple-touch-icon.png")

    assert Image.open(io.BytesIO(ico.content)).info["sizes"] == {*icons.IN_ICO}
    assert Image.open(io.BytesIO(touch.content)).size == (180, 180)
    assert ico.headers["Cache-Control"] == "public, max-age=86400"


def test_an_icon_of_another_version_is_cached_for_a_minute(client):
    answer = client.get("/icon-000000000000-48.png")

    assert answer.headers["Cache-Control"] == "public, max-age=60"


def test_no_other_size_is_drawn(client):
    version = branding.current().version

    assert client.get(f"/icon-{version}-5000.png").status_code == 404


def test_the_version_changes_with_what_it_shows():
    before = branding.current().version
    brand(accent=GREEN)

    assert branding.current().version != before
