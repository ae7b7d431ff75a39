"""Put the demo's drawings into the picture library."""

import shutil

from django.conf import settings
from django.core.files.base import ContentFile

from content.models import Picture
from demo.loader import drawing

AHEAD = settings.VAR_DIR / "drawings"


def load(folder, name, description):
    """The library picture of `demo/pictures/<folder>/<name>.svg`, added if missing."""
    title = f"demo {folder} {name}"
    existing = Picture.objects.filter(title=title).first()
    if existing:
        return existing
    drawn = ContentFile(drawing.png(folder, name, AHEAD), name=f"{name}.png")
    picture = Picture(title=title, description=description[:255], file=drawn)
    picture.save()
    return picture


def forget_drawings():
    """Delete the drawings made ahead."""
    shutil.rmtree(AHEAD, ignore_errors=True)
