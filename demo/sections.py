"""What the demo adds to pages: sign in with one click, drawings of its own."""

from functools import cache

from django.http import HttpRequest
from wagtail.models import Page

from accounts.models import User
from accounts.roles import Role
from content import sections
from demo.loader.texts import SPANISH, read, spanish
from locations import languages


def demo_sign_ins(page: Page | None, request: HttpRequest) -> dict[str, object]:
    """(e-mail, role) of one member of the team for each role."""
    found: dict[str, str] = {}
    users = User.objects.filter(groups__isnull=False, is_active=True).order_by("pk")
    for email, role in users.values_list("email", "groups__name"):
        found.setdefault(role, email)
    return {"people": [(found[role], role) for role in Role.values if role in found]}


def demo_hero(page: Page | None, request: HttpRequest) -> dict[str, object]:
    """The drawing of the home page, which has no picture of its own."""
    return {"words": _hero_words(languages.current())}


@cache
def _hero_words(language: str) -> dict[str, str]:
    texts = spanish("pages") if language == SPANISH else read("pages")
    words: dict[str, str] = texts["hero"]
    return words


def demo_drawing(page: Page | None, request: HttpRequest, of: str) -> dict[str, object]:
    """The demo's own drawing for a place that every clinic has one for."""
    return {"drawing": f"demo/drawings/{of}.svg"}


def register() -> None:
    """Register each section under its name."""
    sections.add(demo_sign_ins.__name__, demo_sign_ins)
    sections.add(demo_hero.__name__, demo_hero, "demo/hero.html")
    sections.add(demo_drawing.__name__, demo_drawing, "demo/drawing.html")
