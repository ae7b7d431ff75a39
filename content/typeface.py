"""The typeface of headings, for what Pillow draws."""

from django.conf import settings
from PIL import ImageFont

MISSING = "\uffff"  # never a letter, so the typeface has no drawing of it


def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The typeface in a size in pixels and a weight from 200 to 800."""
    path = settings.BASE_DIR / "static/fonts/newsreader.woff2"
    found = ImageFont.truetype(path, size)
    found.set_variation_by_axes([weight])
    return found


def has(letter: str) -> bool:
    """Whether the typeface has a drawing of a letter, as it has of all Latin ones."""
    drawn = font(40, 400)
    return bytes(drawn.getmask(letter)) != bytes(drawn.getmask(MISSING))
