"""The picture shown when a page is shared: its title on night slate.

1200 by 630 pixels, drawn with Pillow in the typeface and the colours of the site. It is
drawn once for each title and kept in the cache.
"""

import hashlib
import io
from textwrap import wrap

from django.conf import settings
from django.core.cache import cache
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
NIGHT, BONE, CLAY, RUST, AMBER = "#1c3242", "#fbf7f0", "#f5e1d4", "#f0a27f", "#f2c45a"
MARGIN = 80
DAY = 24 * 60 * 60
# (letters per line, font size in pixels), from short titles to long ones.
SETTINGS = ((16, 92), (22, 72), (28, 60), (36, 48))
MOST_LINES = 4
# The fan: where each strand starts along the spine, and the point where all end.
STRANDS = [(860 + 14 * n, 70 + 62 * n) for n in range(6)]
POINT = (1090, 560)


def card(title: str, clinic: str) -> bytes:
    """The picture of a page as PNG."""
    key = hashlib.sha256(f"{title}|{clinic}".encode()).hexdigest()
    return cache.get_or_set(f"share:{key}", lambda: _draw(title, clinic), DAY)


def _draw(title, clinic):
    image = Image.new("RGB", SIZE, NIGHT)
    pen = ImageDraw.Draw(image)
    _draw_fan(pen)
    lines, size = fitting(title)
    step = int(size * 1.12)
    top = (SIZE[1] - step * len(lines)) // 2 - 20
    for n, line in enumerate(lines):
        pen.text((MARGIN, top + n * step), line, fill=BONE, font=_font(size, 480))
    pen.text((MARGIN, SIZE[1] - 100), clinic, fill=CLAY, font=_font(34, 430))
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


def _draw_fan(pen):
    """Six strands that taper towards one point, as in the logo."""
    for start in STRANDS:
        middle = ((start[0] + POINT[0]) / 2 + 70, (start[1] + POINT[1]) / 2 - 40)
        for n in range(120):
            x, y = _on_curve(start, middle, POINT, n / 119)
            half = 7 - 5 * n / 119
            pen.ellipse((x - half, y - half, x + half, y + half), fill=RUST)
    x, y = POINT
    pen.ellipse((x - 13, y - 13, x + 13, y + 13), fill=AMBER)


def _on_curve(start, middle, end, t):
    """A point of a quadratic Bézier curve, t from 0 to 1."""
    return tuple(
        (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
        for a, b, c in zip(start, middle, end, strict=True)
    )


def _font(size, weight):
    path = settings.BASE_DIR / "static/fonts/newsreader.woff2"
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([weight])
    return font
