"""The tones that pages use of a clinic's accent colour.

The hue stays; the lightness moves just as far as WCAG 2.2 AA asks (1.4.3 and 1.4.11):
4.5 to 1 for words, 3 to 1 for lines, controls and the focus ring, on every surface of
the style sheet, in the light theme and in the dark one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from content.colour import Oklch, contrast, distance, from_oklch, oklch

WORDS = 4.5
LINES = 3.0
STEP = 0.004  # of lightness: about one of the 256 greys
HOVER = 0.075  # of lightness, between a control and the same under the pointer
# An area nearer than this to the page would be taken for the page.
DISTINCT = 0.12
UP, DOWN = +1, -1  # lighter, darker

# As in static/css/tokens.css; a test compares them.
WHITE, BLACK, INK, NIGHT = "#ffffff", "#000000", "#1e2a31", "#1c3242"
BONE, DARK_BONE, DARK_PAPER = "#fbf7f0", "#131c22", "#1b2730"
LIGHT_SURFACES = (
    BONE,
    WHITE,  # paper
    "#f2e9db",  # sand
    "#dde8ee",  # mist
    "#dfebe2",  # moss-tint
    "#fcf0d2",  # amber-tint
    "#f9dfdd",  # alarm-tint
)
DARK_SURFACES = (
    DARK_BONE,
    DARK_PAPER,  # and sand
    "#22343f",  # mist
    "#1f3329",  # moss-tint
    "#3a3320",  # amber-tint
    "#3c2323",  # alarm-tint
)


@dataclass(frozen=True)
class Theme:
    """The tones of one theme.

    `accent` is for words and lines; `fill` for areas inside `edge`, with words in
    `on_fill` on them; the strong ones are the same under the pointer. `tint` is a quiet
    surface.
    """

    accent: str
    accent_strong: str
    fill: str
    fill_strong: str
    on_fill: str
    edge: str
    tint: str


@dataclass(frozen=True)
class Tones:
    """All tones of an accent colour.

    `link` is that of the light theme; `on_night` is for words and lines on dark panels;
    `focus` is the outer ring, which always has a ring of ink inside.
    """

    light: Theme
    dark: Theme
    link: str
    on_night: str
    focus: str


# The colour of the house: its tones were picked by eye, and its links are slate.
HOUSE_ACCENT = "#8c3a1a"
HOUSE = Tones(
    light=Theme(
        accent=HOUSE_ACCENT,
        accent_strong="#6e2b12",
        fill=HOUSE_ACCENT,
        fill_strong="#6e2b12",
        on_fill=WHITE,
        edge=HOUSE_ACCENT,
        tint="#f5e1d4",
    ),
    dark=Theme(
        accent="#e58b62",
        accent_strong="#f0a27f",
        fill="#e58b62",
        fill_strong="#f0a27f",
        on_fill=DARK_BONE,
        edge="#e58b62",
        tint="#33312f",
    ),
    link="#2c4a5e",
    on_night="#f0a27f",
    focus="#ffc933",
)


@cache
def tones_of(accent: str) -> Tones:
    """The tones of an accent colour."""
    if accent == HOUSE_ACCENT:
        return HOUSE
    light = _light(accent)
    return Tones(
        light=light,
        dark=_dark(accent),
        link=light.accent,
        on_night=readable(accent, [NIGHT], WORDS, UP),
        focus=readable(accent, [NIGHT, INK, *DARK_SURFACES], WORDS, UP),
    )


def readable(colour: str, surfaces: Iterable[str], ratio: float, way: int) -> str:
    """The colour, moved UP or DOWN until its contrast is enough on every surface.

    It ends at white or black, which is enough on every surface of the style sheet.
    """
    surfaces, toned, steps = tuple(surfaces), colour, 0
    while min(contrast(toned, surface) for surface in surfaces) < ratio:
        steps += 1
        toned = lighter(colour, way * steps * STEP)
        if toned == (WHITE if way == UP else BLACK):
            break
    return toned


def lighter(colour: str, by: float) -> str:
    """The same hue, lighter, or darker when `by` is negative."""
    lightness, chroma, hue = oklch(colour)
    return from_oklch(Oklch(lightness + by, chroma, hue))


def _light(chosen: str) -> Theme:
    """Areas have the chosen colour, in an edge if it is too pale to be seen."""
    tint = _tint(chosen, 0.925, most=0.03)
    accent = readable(chosen, (*LIGHT_SURFACES, tint), WORDS, DOWN)
    area = chosen if distance(chosen, BONE) >= DISTINCT else accent
    return _theme(accent, area, tint, BONE, DOWN)


def _dark(chosen: str) -> Theme:
    """Areas are as light as the dark page needs to show them."""
    tint = _tint(chosen, 0.31, most=0.015)
    accent = readable(chosen, (*DARK_SURFACES, tint), WORDS, UP)
    area = readable(chosen, (DARK_BONE, DARK_PAPER), LINES, UP)
    return _theme(accent, area, tint, DARK_BONE, UP)


def _theme(accent: str, area: str, tint: str, page: str, way: int) -> Theme:
    fill, on_fill = _with_words(area)
    return Theme(
        accent=accent,
        accent_strong=lighter(accent, way * HOVER),
        fill=fill,
        fill_strong=lighter(fill, (DOWN if on_fill == WHITE else UP) * HOVER),
        on_fill=on_fill,
        edge=fill if contrast(fill, page) >= LINES else accent,
        tint=tint,
    )


def _with_words(area: str) -> tuple[str, str]:
    """The nearest tone that words can stand on, and the colour of the words."""
    dark = readable(area, [WHITE], WORDS, DOWN)
    light = readable(area, [DARK_BONE], WORDS, UP)
    if distance(area, dark) <= distance(area, light):
        return dark, WHITE
    return light, DARK_BONE


def _tint(colour: str, lightness: float, most: float) -> str:
    _, chroma, hue = oklch(colour)
    return from_oklch(Oklch(lightness, min(chroma, most), hue))
