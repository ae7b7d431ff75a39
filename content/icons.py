"""The clinic's icon, drawn at the sizes that browsers ask for.

It is the picture that the clinic has chosen, or its logo on white if that is about
square, or else the first letter of its name on the accent colour.
"""

import io

from django.core.cache import cache
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageOps

from content import typeface
from content.branding import Branding, Logo
from content.tones import WHITE

# Tabs, desktops, home screens of iOS (180) and Android (192), search engines.
SIZES = (32, 48, 180, 192, 512)
IN_ICO = [(16, 16), (32, 32), (48, 48)]
WEEK = 7 * 24 * 60 * 60
SQUARE = 1.25  # the longer side to the shorter one, at most
MARGIN = 0.1  # around a logo, of the whole side
LETTER = 0.66  # the size of the letter, of the whole side


def png(brand: Branding, size: int) -> bytes:
    """The icon as PNG; drawn once and kept in the cache."""
    key = f"icon:{brand.version}:{size}"
    return cache.get_or_set(key, lambda: _written(drawn(brand, size), "PNG"), WEEK)


def ico(brand: Branding) -> bytes:
    """The icon as the file that browsers ask for without being told: favicon.ico."""
    key = f"icon:{brand.version}:ico"
    return cache.get_or_set(
        key, lambda: _written(drawn(brand, 48), "ICO", sizes=IN_ICO), WEEK
    )


def drawn(brand: Branding, size: int) -> Image.Image:
    """The icon, `size` pixels wide and high."""
    own = opened(brand.icon_file)
    if own:
        return _on_white(ImageOps.fit(own, (size, size)))
    logo = opened(brand.logo.file) if brand.logo and _is_square(brand.logo) else None
    if logo:
        inside = round(size * (1 - 2 * MARGIN))
        return _on_white(ImageOps.pad(logo, (inside, inside)), size)
    return letter(brand, size)


def letter(brand: Branding, size: int) -> Image.Image:
    """The initial on the accent colour; a plain square where there is no letter."""
    theme = brand.tones.light
    tile = Image.new("RGB", (size, size), theme.fill)
    if brand.initial and typeface.has(brand.initial):
        font = typeface.font(round(size * LETTER), 560)
        left, top, right, bottom = font.getbbox(brand.initial)
        place = ((size - left - right) / 2, (size - top - bottom) / 2)
        ImageDraw.Draw(tile).text(place, brand.initial, theme.on_fill, font)
    return tile


def opened(file: str) -> Image.Image | None:
    """A stored picture with its transparency, or None when it is lost."""
    if not file:
        return None
    try:
        with default_storage.open(file) as stored:
            return Image.open(stored).convert("RGBA")
    except OSError:
        return None


def _is_square(logo: Logo) -> bool:
    return max(logo.width, logo.height) <= SQUARE * min(logo.width, logo.height)


def _on_white(image: Image.Image, size: int | None = None) -> Image.Image:
    size = size or image.width
    tile = Image.new("RGB", (size, size), WHITE)
    corner = (size - image.width) // 2
    tile.paste(image, (corner, corner), image)
    return tile


def _written(image: Image.Image, format_name: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format_name, **options)
    return out.getvalue()
