"""Colours as numbers: sRGB, OKLCH, and the contrast of two colours.

A colour is text such as "#8c3a1a". OKLCH says how light a colour is, how strong, and of
which hue, so that one can be changed and the others stay: Björn Ottosson, "A perceptual
color space for image processing", 2020 (https://bottosson.github.io/posts/oklab/), also
in CSS Color 4. Contrast is the contrast ratio of WCAG 2.2.
"""

import math
import re
from typing import NamedTuple

HEX = re.compile(r"#[0-9a-f]{6}")
# Halvings of the range in which the strongest chroma is looked for: far finer than hex.
HALVINGS = 14
# How far outside 0 to 1 a channel may be and still be meant to be inside.
SPARE = 1e-4


class Oklch(NamedTuple):
    """Lightness from 0 to 1, chroma from 0 for grey, hue in radians."""

    lightness: float
    chroma: float
    hue: float


def oklch(colour: str) -> Oklch:
    """A colour in OKLCH."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.atan2(b, a))


def from_oklch(wanted: Oklch) -> str:
    """The colour of this lightness and hue; its chroma is cut to what screens show."""
    lightness = min(max(wanted.lightness, 0.0), 1.0)
    weakest, strongest = 0.0, wanted.chroma
    if _is_shown(wanted._replace(lightness=lightness)):
        weakest = strongest
    for _ in range(HALVINGS if strongest > weakest else 0):
        middle = (weakest + strongest) / 2
        if _is_shown(Oklch(lightness, middle, wanted.hue)):
            weakest = middle
        else:
            strongest = middle
    return _hex(_rgb(Oklch(lightness, weakest, wanted.hue)))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str) -> float:
    """How different two colours look: their distance in OKLab, from 0 to 1."""
    a, b = oklch(one), oklch(other)
    across = math.hypot(
        a.chroma * math.cos(a.hue) - b.chroma * math.cos(b.hue),
        a.chroma * math.sin(a.hue) - b.chroma * math.sin(b.hue),
    )
    return math.hypot(a.lightness - b.lightness, across)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> tuple[float, ...]:
    """Red, green and blue as amounts of light (IEC 61966-2-1)."""
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return tuple(
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )


def _rgb(colour: Oklch) -> tuple[float, ...]:
    """Amounts of red, green and blue light; outside 0 to 1 when no screen shows it."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _is_shown(colour: Oklch) -> bool:
    return all(-SPARE <= channel <= 1 + SPARE for channel in _rgb(colour))


def _hex(light: tuple[float, ...]) -> str:
    inside = (min(max(amount, 0.0), 1.0) for amount in light)
    channels = (
        12.92 * amount if amount <= 0.0031308 else 1.055 * amount ** (1 / 2.4) - 0.055
        for amount in inside
    )
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)
