"""Builders of a brand: its row, and logos of one colour."""

import io

from django.core.cache import cache
from django.core.files.base import ContentFile
from PIL import Image

from content.models import Brand, Picture
from tests.content import images

RED, BLUE = "#ff0000", "#0000ff"


def logo(colour=RED, size=(400, 100)):
    """A picture that is all of one colour."""
    content = images.as_bytes(images.drawn(size=size, colour=colour))
    picture = Picture(title="Logo", file=ContentFile(content, name="logo.png"))
    picture.save()
    return picture


def brand(**fields):
    """The clinic's brand, which pages show at once."""
    row = Brand.load()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    cache.clear()
    return row


def pixel(content, x, y):
    """The colour of a drawn picture at one place."""
    with Image.open(io.BytesIO(content)) as image:
        return "#{:02x}{:02x}{:02x}".format(*image.convert("RGB").getpixel((x, y)))
