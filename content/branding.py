"""The brand as pages show it: addresses of its pictures, and the tones of its colour.

It is the same for everyone and changes hardly ever, so it is read in one go and cached
for a few seconds.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.cache import cache

from content.models import Brand, Picture
from content.models.pictures import NOT_FOUND
from content.tones import HOUSE_ACCENT, Tones, tones_of
from locations import site_context

SECONDS = 10
# A logo is 3 rem high at most; screens have up to 3 dots for a pixel. Mails need PNG.
SHOWN_AS = "max-600x150|format-png"


@dataclass(frozen=True)
class Logo:
    """A logo as pages show it, and the name of the file it was made from."""

    url: str
    width: int
    height: int
    file: str

    @property
    def address(self) -> str:
        """Its absolute URL, for mails and search engines."""
        return urljoin(settings.SITE_URL, self.url)


@dataclass(frozen=True)
class Branding:
    """A brand as data; `initial` is the first letter of the clinic's name."""

    accent: str = HOUSE_ACCENT
    initial: str = ""
    logo: Logo | None = None
    dark_logo: Logo | None = None
    logo_has_name: bool = True
    icon_file: str = ""

    @property
    def tones(self) -> Tones:
        """The tones of its colour."""
        return tones_of(self.accent)

    @property
    def writes_name(self) -> bool:
        """Whether the clinic's name is written, for no logo shows it."""
        return not (self.logo and self.logo_has_name)

    @property
    def version(self) -> str:
        """A short hash of everything in it, for the addresses of its icons."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:12]


_last = Branding()


def current() -> Branding:
    """The brand, at most a few seconds old."""
    global _last
    _last = cache.get_or_set("content.branding", _read, SECONDS)
    return _last


def remembered() -> Branding:
    """The brand this process read last, for when the database is away."""
    return _last


def versions() -> Iterator[Branding]:
    """The brand as this process knows it, and then as it is at this moment.

    An address with a version that this process does not know yet may come from a page
    of another process.
    """
    yield remembered()
    yield _read()


def _read() -> Branding:
    brand = Brand.objects.with_pictures()
    return Branding(
        accent=brand.accent,
        initial=_initial(site_context.current().clinic.name),
        logo=_logo(brand.logo),
        dark_logo=_logo(brand.dark_logo) if brand.logo else None,
        logo_has_name=brand.logo_has_name,
        icon_file=brand.icon.file.name if brand.icon else "",
    )


def _logo(picture: Picture | None) -> Logo | None:
    """A picture at the size of a logo; None when there is none or its file is lost."""
    if picture is None:
        return None
    made = picture.get_rendition(SHOWN_AS)
    if made.file.name == NOT_FOUND:
        return None
    return Logo(made.url, made.width, made.height, picture.file.name)


def _initial(name: str) -> str:
    letters = (letter for letter in name.upper() if letter.isalnum())
    return next(letters, "")
