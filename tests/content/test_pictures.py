"""Pictures that staff upload: usable files are cleaned, and others are refused."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from PIL import Image
from wagtail.documents.models import Document
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from accounts.roles import Role
from content.models import Picture
from content.pictures.forms import FIRST_PICTURE_ONLY, PictureUpload
from content.pictures.normalizing import Unusable
from tests import factories
from tests.content import images
from tests.content.images import as_bytes, png
from tests.content.uploads import add, add_many, choose, replace
from tests.screens import texts

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
UNREADABLE, DAMAGED, TOO_MANY_PIXELS = (
    PictureUpload.default_error_messages[code]
    for code in ("unreadable", "damaged", "too_many_pixels")
)
UPLOAD_HELP = (
    "JPEG, PNG, WebP, HEIC, AVIF or GIF, up to 12.0 MB and 50 million pixels. "
    "The place and the device it was taken with are removed from the file. "
    "Of an animation, only the first picture is kept."
)
EMPTY = "The submitted file is empty."
PHOTO = as_bytes(images.noise(), "JPEG")


@pytest.fixture
def editor(sign_in):
    return sign_in(factories.staff(Role.EDITOR))


def errors_of(response):
    return dict(response.context["form"].errors)


def stored(picture):
    """The bytes of a picture's file."""
    with picture.file.storage.open(picture.file.name) as file:
        return file.read()


def test_a_picture_can_be_uploaded(editor):
    add(editor, png(), "desk.png")

    assert Picture.objects.get().title == "Desk"


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (SVG, "drawing.svg", UNREADABLE),
        (SVG, "drawing.png", UNREADABLE),
        (b"not a picture at all", "letter.jpg", UNREADABLE),
        (as_bytes(images.drawn(), "TIFF"), "scan.tiff", UNREADABLE),
        (b"", "empty.png", EMPTY),
        (images.cut(PHOTO), "photo.jpg", DAMAGED),
        (images.bomb(), "bomb.png", TOO_MANY_PIXELS),
        (images.only_a_header(50_000, 50_000), "header.png", TOO_MANY_PIXELS),
    ],
)
def test_an_unusable_file_is_refused_in_every_upload_form(
    editor, content, name, message
):
    there = images.picture()
    before = stored(there)

    added, replaced = (
        add(editor, content, name),
        replace(editor, there, content, name),
    )

    assert errors_of(added) == errors_of(replaced) == {"file": [message]}
    assert added.context["form"]["title"].value() == "Desk"
    assert add_many(editor, content, name) == (
        200,
        {"success": False, "error_message": message},
    )
    status, dialog = choose(editor, content, name)
    assert (status, dialog["step"]) == (200, "reshow_creation_form")
    assert texts(dialog["htmlFragment"], ".error-message") == [message]
    assert (stored(Picture.objects.get()), there.title) == (before, "A picture")


def test_a_file_over_the_size_limit_is_refused(editor, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024

    errors = errors_of(add(editor, PHOTO, "photo.jpg"))

    size = filesizeformat(len(PHOTO))
    message = f"This file is too big ({size}). Maximum filesize 1.0\xa0KB."
    assert errors == {"file": [message]}


@pytest.mark.parametrize(
    ("format_name", "name"),
    [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("HEIF", "a.HEIC")],
)
def test_the_original_and_all_sizes_reveal_no_location_or_device(
    editor, format_name, name, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        add(editor, images.marked(format_name, size=(40, 30)), name)

    picture = Picture.objects.get()
    files = [picture, *picture.renditions.all()]
    assert len(files) > 20
    assert [images.secrets_in(stored(file)) for file in files] == [[]] * len(files)


def test_every_upload_form_removes_the_location(editor):
    photo = images.marked("JPEG")
    there = images.picture()

    add_many(editor, photo, "many.jpg")
    choose(editor, photo, "chosen.jpg")
    replace(editor, there, photo, "replaced.jpg")
    images.picture("By hand", photo, "hand.jpg")

    pictures = Picture.objects.all()
    assert len(pictures) == 4
    assert [images.secrets_in(stored(picture)) for picture in pictures] == [[]] * 4


def test_an_upload_that_waits_for_its_title_is_already_clean(editor):
    _, answer = add_many(editor, images.marked("JPEG"), "photo.jpg", title="x" * 300)

    waiting = UploadedFile.objects.get()
    assert images.secrets_in(stored(waiting)) == []
    prefix = f"uploaded-image-{waiting.pk}"
    editor.post(
        f"/admin/images/multiple/create_from_uploaded_image/{waiting.pk}/",
        {f"{prefix}-title": "Desk", f"{prefix}-collection": 1, f"{prefix}-tags": ""},
    )
    assert answer["uploaded_file_id"] == waiting.pk
    assert stored(Picture.objects.get())[:3] == b"\xff\xd8\xff"


def test_a_large_upload_on_disk_is_replaced_by_the_clean_picture():
    content = images.marked("JPEG")
    upload = TemporaryUploadedFile("a.heic", "image/heic", len(content), None)
    upload.write(content)
    upload.seek(0)

    kept = PictureUpload().clean(upload)

    with open(kept.temporary_file_path(), "rb") as on_disk:
        assert images.secrets_in(on_disk.read()) == []
    assert (kept.name, kept.size) == ("a.jpg", len(kept.read()))


def test_an_unusable_file_cannot_be_saved_without_the_form():
    with pytest.raises(Unusable), transaction.atomic():
        images.picture(content=images.cut(PHOTO), name="photo.jpg")

    assert not Picture.objects.exists()


def test_an_uploaded_file_is_renamed_after_its_format(editor):
    add(editor, as_bytes(images.drawn(), "WEBP"), "really-webp.png")

    assert Picture.objects.get().filename.endswith(".jpg")


def test_uploading_the_same_photo_twice_is_reported_as_a_duplicate(editor):
    add_many(editor, images.marked("JPEG"), "one.jpg")

    _, answer = add_many(editor, images.marked("JPEG"), "two.jpg")

    assert answer["duplicate"] is True


def test_a_replaced_picture_keeps_its_focal_point(
    editor, django_capture_on_commit_callbacks
):
    picture = images.picture(content=png(80, 60))
    focus = {"x": 20, "y": 10, "width": 5, "height": 4}
    point = {f"focal_point_{key}": value for key, value in focus.items()}

    with django_capture_on_commit_callbacks(execute=True):
        replace(editor, picture, png(90, 70), "new.png", **point)

    picture.refresh_from_db()
    assert (picture.width, picture.get_focal_point().centroid) == (90, (20, 10))
    size = picture.renditions.get(filter_spec="fill-320x240|format-webp")
    assert size.focal_point_key == size.filter.get_cache_key(picture)


def test_a_sideways_photo_is_stored_upright(editor):
    add(editor, images.marked("JPEG", size=(40, 30), orientation=6), "photo.jpg")

    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (30, 40)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (images.moving("GIF"), [FIRST_PICTURE_ONLY]),
        (as_bytes(images.drawn(), "GIF"), []),
    ],
    ids=["moving", "still"],
)
def test_the_upload_reports_a_lost_animation(editor, content, said):

    added = add(editor, content, "wave.gif")
    replaced = replace(editor, Picture.objects.get(), content, "wave.gif")
    _, many = add_many(editor, content, "wave.gif")

    for page, verb in ((added, "added"), (replaced, "updated")):
        message = " ".join([f"Image 'Desk' {verb}.", *said, "Edit"])
        assert texts(page, ".messages li") == [message]
    assert texts(many["form"], "[id$=title-helptext]") == said


def test_the_upload_field_explains_formats_and_lost_animations(editor):
    alone = editor.get("/admin/images/add/")
    many = editor.get("/admin/images/multiple/add/")
    chooser = editor.get("/admin/images/chooser/").json()["html"]

    assert texts(alone, ".help")[0] == UPLOAD_HELP
    assert texts(chooser, ".help")[0] == UPLOAD_HELP
    assert texts(many, ".drop-zone p")[1] == UPLOAD_HELP


def test_a_picture_cannot_be_uploaded_as_a_document(sign_in):
    owner = sign_in(factories.staff(Role.OWNER))
    file = SimpleUploadedFile("photo.jpg", images.marked("JPEG"))

    response = owner.post(
        "/admin/documents/add/", {"title": "Photo", "file": file, "collection": 1}
    )

    assert list(errors_of(response)) == ["file"]
    assert not Document.objects.exists()


def account(browser, file):
    """Send the account page with a profile picture."""
    page = browser.get("/admin/account/").context
    panels = [panel for tab in page["panels_by_tab"].values() for panel in tab]
    forms = [panel.get_form() for panel in panels if panel.name != "avatar"]
    filled_in = {box.html_name: box.value() or "" for form in forms for box in form}
    names = {"name_email-first_name": "Ann", "name_email-last_name": "Ode"}
    return browser.post(
        "/admin/account/", {**filled_in, **names, "avatar-avatar": file}
    )


def test_a_staff_photo_is_cleaned_too(editor):
    photo = images.marked("JPEG", size=(900, 600), orientation=6)

    account(editor, SimpleUploadedFile("me.jpg", photo))

    file = stored_avatar()
    assert images.secrets_in(file) == []
    assert Image.open(io.BytesIO(file)).size == (266, 400)


def stored_avatar():
    avatar = UserProfile.objects.get().avatar
    with avatar.storage.open(avatar.name) as file:
        return file.read()


def test_a_staff_photo_may_have_16_bits(editor):
    account(editor, SimpleUploadedFile("me.png", images.grey_of_16_bits(900, 600)))

    assert Image.open(io.BytesIO(stored_avatar())).mode == "L"


def test_a_damaged_staff_photo_is_refused_at_its_field(editor):
    response = account(editor, SimpleUploadedFile("me.jpg", images.cut(PHOTO)))

    assert response.status_code == 200
    assert texts(response, ".error-message") == [DAMAGED]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("images/shown.jpg", 200),
        ("avatar_images/shown.jpg", 200),
        ("original_images/shown.jpg", 404),
        ("wagtail_uploads/shown.jpg", 404),
        ("images/../original_images/shown.jpg", 404),
        ("shown.jpg", 404),
    ],
)
def test_only_published_media_folders_are_served(
    client, path, status, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    for folder in ("images", "avatar_images", "original_images", "wagtail_uploads"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "shown.jpg").write_bytes(PHOTO)
    (tmp_path / "shown.jpg").write_bytes(PHOTO)

    assert client.get(f"/media/{path}").status_code == status


def test_a_picture_created_in_code_is_normalized():
    content = images.marked("PNG", size=(40, 30), orientation=6)

    picture = images.picture("By hand", content, "hand.png")

    assert (picture.width, picture.height) == (30, 40)
    assert Image.open(io.BytesIO(stored(picture))).size == (30, 40)
