"""A page in its other languages: links for readers, and for search engines."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language_info
from wagtail.models import Page, Site

from locations import languages, locales


@dataclass(frozen=True)
class Translation:
    """The same page in a language; `name` is what the language calls itself."""

    code: str
    name: str
    url: str
    full_url: str = ""

    @property
    def is_shown(self) -> bool:
        return self.code == languages.current()


def switch(page: Page | None, request: HttpRequest) -> dict[str, Any]:
    """The section with which readers change the language; it stays on the page.

    Where a page is not translated it leads to the home page of that language, and
    leaves out a language that has none. The answer to a form has none.
    """
    codes = languages.offered()
    if len(codes) < 2 or request.method != "GET":
        return {"translations": []}
    if page is None:
        return {"translations": [_same_address(code, request) for code in codes]}
    found = _translations(page, request)
    homes = {} if len(found) == len(codes) else _homes(request)
    shown = (found.get(code) or homes.get(code) for code in codes)
    return {"translations": [each for each in shown if each]}


def links(page: Page | None, request: HttpRequest) -> dict[str, Any]:
    """The section that names a page's translations to search engines."""
    found = (
        _translations(page, request) if page and len(languages.offered()) > 1 else {}
    )
    if len(found) < 2:
        return {"translations": []}
    return {
        "translations": list(found.values()),
        "default": found.get(languages.default()),
    }


def _translations(page: Page, request: HttpRequest) -> dict[str, Translation]:
    """The live pages in the languages that the clinic offers; read once for a page."""
    if not hasattr(page, "live_translations"):
        page.live_translations = _live(page.get_translations(inclusive=True), request)
    return page.live_translations


def _homes(request: HttpRequest) -> dict[str, Translation]:
    """The home pages of all languages."""
    site = Site.find_for_request(request)
    return _live(site.root_page.get_translations(inclusive=True), request)


def _live(pages: Any, request: HttpRequest) -> dict[str, Translation]:
    by_code = {locales.language_of(each): each for each in pages.live()}
    return {
        code: Translation(
            code, _name(code), by_code[code].get_url(request), by_code[code].full_url
        )
        for code in languages.offered()
        if code in by_code
    }


def _same_address(code: str, request: HttpRequest) -> Translation:
    """The address that is asked for, in another language."""
    here = f"/{languages.prefix(languages.current())}"
    rest = request.get_full_path().removeprefix(here).lstrip("/")
    return Translation(code, _name(code), f"/{languages.prefix(code)}{rest}")


def _name(code: str) -> str:
    name: str = get_language_info(code)["name_local"]
    return name[0].upper() + name[1:]
