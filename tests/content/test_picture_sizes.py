"""Picture sizes: rendered on upload; a broken picture does not break its page."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import Role
from content.models import Picture
from content.pictures import sizes
from content.pictures.forms import PictureUpload
from tests import factories, pages
from tests.content import images
from tests.content.uploads import add, add_many, choose, replace
from tests.screens import texts

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).parents[2] / "templates"
TAG = re.compile(r"{% (?:image|picture|srcset_image) \S+ (.*?) %}")


@pytest.fixture
def editor(sign_in):
    return sign_in(factories.staff(Role.EDITOR))


def asked_for():
    """The sizes in the picture tags of all templates."""
    for template in TEMPLATES.rglob("*.html"):
        for arguments in TAG.findall(template.read_text()):
            words = re.sub(r'\S+="[^"]*"', "", arguments).split()
            yield " ".join(word for word in words if "=" not in word)


def test_the_list_of_sizes_matches_the_templates():
    assert {*sizes.ON_PAGES} == {*asked_for()}


@pytest.mark.parametrize("way_in", [add, add_many, choose])
def test_every_size_is_rendered_on_upload(
    editor, way_in, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        way_in(editor, images.grey_of_16_bits(), "scan.png")

    picture = Picture.objects.get()
    made = {size.filter_spec for size in picture.renditions.all()}
    assert made == {*sizes.expanded([*sizes.ON_PAGES, "max-165x165"])}


def test_a_picture_that_cannot_be_scaled_is_refused(editor, settings):
    settings.WAGTAILIMAGES_WEBP_QUALITY = "beyond what the encoder understands"

    response = add(editor, images.png(), "desk.png")

    message = PictureUpload.default_error_messages["unscalable"]
    assert dict(response.context["form"].errors) == {"file": [message]}
    assert not Picture.objects.exists()


@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 2400), (2400, 1), (3, 2000)])
def test_a_picture_of_any_shape_can_be_scaled(width, height):
    picture = Picture(title="Thin")
    picture.file = SimpleUploadedFile("thin.png", images.png(width, height))

    assert len(sizes.rendered(picture)) == len(sizes.ALL)


def test_a_16_bit_grey_picture_does_not_break_article_pages(client, editor):
    add(editor, images.grey_of_16_bits(), "scan.png")
    article = pages.article(picture=Picture.objects.get(), picture_alt="A scan")

    answers = [client.get(url) for url in ("/", "/articles/", article.url)]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert [len(texts(answer, "picture")) for answer in answers] == [1, 1, 1]


def lost():
    """A picture whose file is gone."""
    picture = images.picture("The desk")
    picture.file.storage.delete(picture.file.name)
    return picture


def damaged():
    """A picture whose file was damaged after it came in."""
    picture = images.picture("The desk", images.png(100, 100))
    with picture.file.storage.open(picture.file.name, "rb+") as file:
        file.truncate(60)
    return picture


@pytest.mark.parametrize("broken", [lost, damaged])
def test_a_broken_picture_is_left_out_of_the_page(client, broken, caplog):
    article = pages.article(picture=broken(), picture_alt="A tidy <desk>")

    answers = {url: client.get(url) for url in ("/", "/articles/", article.url)}

    assert [answer.status_code for answer in answers.values()] == [200] * 3
    assert texts(answers["/articles/"], "picture") == [""]
    assert texts(answers[article.url], "picture") == ["A tidy <desk>"]
    assert texts(answers[article.url], "picture *") == []
    assert caplog.messages[0].startswith(f"Picture {article.picture_id} is left out")


@pytest.mark.parametrize("broken", [lost, damaged])
def test_a_broken_picture_can_be_found_and_replaced_in_the_admin(editor, broken):
    picture = broken()
    article = pages.article(picture=picture, picture_alt="A desk")

    addresses = [
        "/admin/images/",
        "/admin/images/?layout=list",
        f"/admin/images/{picture.pk}/",
        f"/admin/images/{picture.pk}/delete/",
        f"/admin/images/usage/{picture.pk}/",
        "/admin/images/chooser/",
        f"/admin/images/chooser/chosen/{picture.pk}/",
        f"/admin/pages/{article.pk}/edit/",
    ]

    statuses = {address: editor.get(address).status_code for address in addresses}
    assert statuses.pop(f"/admin/images/{picture.pk}/delete/") in {200, 302}
    assert {*statuses.values()} == {200}

    replace(editor, picture, images.png(30, 20), "new.png")
    assert Picture.objects.get().get_rendition("width-30").width == 30
