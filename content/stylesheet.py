"""Serve the parts of the style sheet as one file, in the clinic's accent colour."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from content import branding
from content.tones import HOUSE, Tones

FILES = (
    "tokens",
    "base",
    "layout",
    "components",
    "forms",
    "booking",
    "blocks",
    "cards",
    "home",
    "finding",
    "conditions",
    "practice",
    "reading",
    "print",
)
ASSET = re.compile(r'url\("\.\./([^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)

# Tokens of tokens.css by the names of their tones, the same in both themes.
TOKENS = {
    "accent": ("accent", "link", "slate"),
    "accent_strong": ("accent-strong",),
    "fill": ("fill",),
    "fill_strong": ("fill-strong",),
    "on_fill": ("on-fill",),
    "edge": ("fill-edge",),
    "tint": ("clay",),
}
MINUTE = "public, max-age=60"
FOR_EVER = "public, max-age=31536000, immutable"


@lru_cache(maxsize=4)
def sheet(tones: Tones) -> tuple[str, str]:
    """The style sheet in these tones, and a short hash of it for its address."""
    text = _parts() + _colours(tones)
    return text, hashlib.sha256(text.encode()).hexdigest()[:12]


def address(tones: Tones) -> str:
    """The address of the style sheet in these tones."""
    return reverse("stylesheet", args=[sheet(tones)[1]])


@require_GET
def stylesheet(request, version):
    """Serve the style sheet, cached for ever: its address changes with it.

    One of another version, as a page of some seconds ago may ask for, is cached for a
    minute: the next page has a new address.
    """
    if settings.DEBUG:
        sheet.cache_clear()
    for brand in branding.versions():
        text, current = sheet(brand.tones)
        if current == version:
            break
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = FOR_EVER if current == version else MINUTE
    return response


def _parts() -> str:
    sources = (Path(finders.find(f"css/{name}.css")).read_text() for name in FILES)
    text = COMMENT.sub("", "\n".join(sources))
    text = ASSET.sub(lambda match: f'url("{static(match[1])}")', text)
    return re.sub(r"\s+", " ", text)


def _colours(tones: Tones) -> str:
    """The tokens that differ from those of tokens.css."""
    if tones == HOUSE:
        return ""
    said = [f"--rust: {tones.on_night}; --focus: {tones.focus};"]
    for tone, names in TOKENS.items():
        light, dark = getattr(tones.light, tone), getattr(tones.dark, tone)
        said += [f"--{name}: light-dark({light}, {dark});" for name in names]
    return f"@layer tokens {{ :root {{ {' '.join(said)} }} }}"
