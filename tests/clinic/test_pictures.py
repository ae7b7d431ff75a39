"""Pictures that editors upload: only pictures, of a size that a server survives."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clinic.models import Picture
from clinic.roles import Role
from tests import factories
from tests.clinic.images import png

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def bomb(side=40_000):
    """A PNG of a few kilobytes that unpacks to 1,600 megapixels."""
    row = b"\x00" + bytes(side // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    out = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    out.seek(0, io.SEEK_END)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    for kind, body in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b"")):
        out.write(struct.pack(">I", len(body)) + kind + body)
        out.write(struct.pack(">I", zlib.crc32(kind + body)))
    return out.getvalue()


def upload(browser, content, name):
    """Add a picture as an editor does; returns what the form says."""
    file = SimpleUploadedFile(name, content)
    data = {"title": "Desk", "file": file, "description": "A desk", "tags": ""}
    return browser.post("/admin/images/add/", {**data, "collection": 1}, follow=True)


@pytest.fixture
def editor(sign_in):
    return sign_in(factories.staff(Role.EDITOR))


def test_a_picture_is_added(editor):
    upload(editor, png(), "desk.png")

    assert Picture.objects.get().title == "Desk"


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (SVG, "drawing.svg", "Not a supported image format"),
        (SVG, "drawing.png", "Not a valid"),
        (b"not a picture at all", "letter.jpg", "valid image"),
        (b"", "empty.png", "empty"),
        (bomb(), "bomb.png", "pixels"),
    ],
)
def test_anything_else_is_refused_at_the_field(editor, content, name, message):
    response = upload(editor, content, name)

    assert response.status_code == 200
    assert message in response.text
    assert 'value="Desk"' in response.text
    assert not Picture.objects.exists()
