"""Render the demo's drawings into the picture library."""

import resvg_py
from django.core.files.base import ContentFile

from clinic.management.demo.files import DEMO_DIR
from clinic.models import Picture

# As wide as the largest place on the site that shows one.
WIDTHS = {
    "articles": 1200,
    "events": 1000,
    "exercises": 900,
    "hands": 480,
    "maps": 1200,
    "plates": 900,
    "portraits": 640,
}


def load(folder, name, description):
    """The picture drawn in `demo/pictures/<folder>/<name>.svg`, rendered once."""
    title = f"demo {folder} {name}"
    existing = Picture.objects.filter(title=title).first()
    if existing:
        return existing
    source = (DEMO_DIR / "pictures" / folder / f"{name}.svg").read_text()
    drawn = bytes(resvg_py.svg_to_bytes(svg_string=source, width=WIDTHS[folder]))
    picture = Picture(
        title=title,
        description=description[:255],
        file=ContentFile(drawn, name=f"{name}.png"),
    )
    picture.save()
    return picture
