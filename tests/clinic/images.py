"""Pictures for tests."""

import io

from django.core.files.base import ContentFile
from PIL import Image

from clinic.models import Picture


def png(width=8, height=8):
    """A small picture as bytes."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#8c3a1a").save(out, "PNG")
    return out.getvalue()


def picture(title="A picture"):
    """A picture in the library."""
    return Picture.objects.create(
        title=title, file=ContentFile(png(), name="picture.png")
    )
