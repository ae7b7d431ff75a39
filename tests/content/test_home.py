"""The home page shows the clinic's own picture, or none."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page

from content.models import HomePage
from tests import factories
from tests.content import images
from tests.screens import parsed, texts

pytestmark = pytest.mark.django_db


def home(**fields):
    page = HomePage(
        title="Ours", slug="ours", headline="Come in", introduction="Hello.", **fields
    )
    return Page.objects.get(depth=1).add_child(instance=page)


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return images.picture("Door")


def test_without_a_picture_the_words_stand_alone(client):
    factories.clinic()
    home()

    page = client.get("/")

    assert parsed(page).select("main .hero--words")
    assert parsed(page).select("main .hero figure, main .hero svg") == []
    assert "psoas" not in page.text.lower()


def test_the_clinics_picture_is_shown_with_its_words_and_caption(client, picture):
    factories.clinic()
    home(picture=picture, picture_alt="A red door", picture_caption="Come in here.")

    page = client.get("/")

    [image] = parsed(page).select(".hero__picture img")
    assert image["alt"] == "A red door"
    assert texts(page, ".hero__picture figcaption") == ["Come in here."]
    assert not parsed(page).select(".hero--words")


def test_a_picture_without_words_is_refused(picture):
    with pytest.raises(ValidationError) as refusal:
        HomePage(title="Ours", slug="ours", picture=picture).full_clean()

    said = refusal.value.message_dict["picture_alt"]
    assert said == ["Say in words what the picture shows."]
