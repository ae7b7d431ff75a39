"""Serve the parts of the style sheet as one file."""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_GET

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


@cache
def combined():
    """The text of all parts, and a short hash of it for the URL."""
    sources = (Path(finders.find(f"css/{name}.css")).read_text() for name in FILES)
    text = COMMENT.sub("", "\n".join(sources))
    text = ASSET.sub(lambda match: f'url("{static(match[1])}")', text)
    text = re.sub(r"\s+", " ", text)
    return text, hashlib.sha256(text.encode()).hexdigest()[:12]


@require_GET
def stylesheet(request, version):
    """Serve the style sheet, cached for ever: its URL changes with it."""
    if settings.DEBUG:
        combined.cache_clear()
    text, _ = combined()
    response = HttpResponse(text, content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
