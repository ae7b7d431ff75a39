"""The picture shown when a page is shared: its title on night slate.

1200 by 630 pixels, drawn with Pillow in the typeface and the colours of the site, with
the clinic's logo or initial. It is drawn once for each title and kept in the cache.
"""

import hashlib
import io
from textwrap import wrap

from django.core.cache import cache
from PIL import Image, ImageDraw, ImageOps

from content import icons
from content.branding import Branding, Logo
from content.tones import BONE, NIGHT, WHITE
from content.typeface import font

SIZE = (1200, 630)
CLAY = "#f5e1d4"
MARGIN = 80
DAY = 24 * 60 * 60
# (letters per line, font size in pixels), from short titles to long ones.
SETTINGS = ((16, 92), (22, 72), (28, 60), (36, 48))
MOST_LINES = 4
LINE = (96, 6)  # the accent above the clinic's name
MARK = 230  # the side of a mark or an initial, at the right
WORDMARK = (420, 84)  # the most that a logo with the name takes, at the foot
PLATE = 16  # of white around a logo that was not made for dark


def card(title: str, clinic: str, brand: Branding) -> bytes:
    """The picture of a page as PNG."""
    words = f"{title}|{clinic}|{brand.version}"
    key = hashlib.sha256(words.encode()).hexdigest()
    return cache.get_or_set(f"share:{key}", lambda: _draw(title, clinic, brand), DAY)


def _draw(title, clinic, brand):
    image = Image.new("RGB", SIZE, NIGHT)
    pen = ImageDraw.Draw(image)
    lines, size = fitting(title)
    step = int(size * 1.12)
    top = (SIZE[1] - step * len(lines)) // 2 - 40
    for n, line in enumerate(lines):
        pen.text((MARGIN, top + n * step), line, fill=BONE, font=font(size, 480))
    _sign(image, pen, clinic, brand)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def fitting(title):
    """The largest setting in which a title fits."""
    for letters, size in SETTINGS:
        lines = wrap(title, letters, break_long_words=False)
        longest = max(map(len, lines), default=0)
        if len(lines) <= MOST_LINES - (size > 80) and longest <= letters:
            return lines, size
    return lines[:MOST_LINES], size


def _sign(image, pen, clinic, brand):
    """Say whose page it is: by a logo with the name, or by the name and a mark."""
    foot = SIZE[1] - 62
    logo = _logo(brand, WORDMARK if brand.logo_has_name else (MARK, MARK))
    if logo and brand.logo_has_name:
        top = foot - logo.height
        image.paste(logo, (MARGIN, top), logo)
    else:
        mark = logo or icons.letter(brand, MARK).convert("RGBA")
        right, middle = SIZE[0] - MARGIN, SIZE[1] // 2 - 40
        image.paste(mark, (right - mark.width, middle - mark.height // 2), mark)
        pen.text((MARGIN, foot), clinic, fill=CLAY, font=font(34, 430), anchor="ls")
        top = foot - 34
    above = top - 28 - LINE[1]
    end = (MARGIN + LINE[0] - 1, above + LINE[1] - 1)
    pen.rectangle((MARGIN, above, *end), fill=brand.tones.on_night)


def _logo(brand: Branding, most: tuple[int, int]) -> Image.Image | None:
    """The logo for dark, or the other one on a white plate."""
    dark = _opened(brand.dark_logo)
    if dark:
        return ImageOps.contain(dark, most)
    light = _opened(brand.logo)
    if light is None:
        return None
    inside = ImageOps.contain(light, (most[0] - 2 * PLATE, most[1] - 2 * PLATE))
    whole = (inside.width + 2 * PLATE, inside.height + 2 * PLATE)
    plate = Image.new("RGBA", whole, WHITE)
    plate.alpha_composite(inside, (PLATE, PLATE))
    return plate


def _opened(logo: Logo | None) -> Image.Image | None:
    return icons.opened(logo.file) if logo else None
