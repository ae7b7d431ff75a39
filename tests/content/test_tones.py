"""The tones of any accent colour can be read, and keep its hue."""

import math
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from content.colour import contrast, distance, from_oklch, oklch
from content.tones import (
    BONE,
    DARK_BONE,
    DARK_SURFACES,
    HOUSE,
    HOUSE_ACCENT,
    INK,
    LIGHT_SURFACES,
    LINES,
    NIGHT,
    WORDS,
    tones_of,
)

TOKENS = Path(__file__).parents[2] / "static/css/tokens.css"
COLOURED = 0.03  # chroma from which an eye sees a hue

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def tokens():
    """(light, dark) of every colour of the style sheet, by name."""
    text = TOKENS.read_text()
    one = re.compile(r"--([\w-]+): (#\w{6});")
    two = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")
    found = {name: (colour, colour) for name, colour in one.findall(text)}
    return found | {name: (light, dark) for name, light, dark in two.findall(text)}


def all_of(tones):
    """Every tone of an accent, the words on areas left out."""
    for theme in (tones.light, tones.dark):
        yield from (tone for name, tone in asdict(theme).items() if name != "on_fill")
    yield from (tones.link, tones.on_night, tones.focus)


def least(colour, surfaces):
    return min(contrast(colour, surface) for surface in surfaces)


def test_black_on_white_has_the_highest_contrast():
    assert round(contrast("#000000", "#ffffff"), 3) == 21
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


@given(colours, colours)
def test_contrast_and_distance_are_the_same_both_ways(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert math.isclose(distance(one, other), distance(other, one))


@given(colours)
def test_a_colour_comes_back_from_oklch_as_it_was(colour):
    assert from_oklch(oklch(colour)) == colour


@given(colours)
@example("#ffd84d")
@example("#2f7d4f")
@example("#1a1a2e")
@example("#000000")
@example("#ffffff")
def test_words_can_be_read_on_every_surface(accent):
    tones = tones_of(accent)

    for theme, surfaces in (
        (tones.light, (*LIGHT_SURFACES, tones.light.tint)),
        (tones.dark, (*DARK_SURFACES, tones.dark.tint)),
    ):
        assert least(theme.accent, surfaces) >= WORDS
        assert least(theme.accent_strong, surfaces) >= WORDS
        assert least(theme.on_fill, [theme.fill, theme.fill_strong]) >= WORDS
    assert least(tones.link, LIGHT_SURFACES) >= WORDS
    assert contrast(tones.on_night, NIGHT) >= WORDS


@given(colours)
@example("#ffffff")
@example("#131c22")
def test_controls_and_the_focus_ring_can_be_seen(accent):
    tones = tones_of(accent)

    assert contrast(tones.light.edge, BONE) >= LINES
    assert contrast(tones.dark.edge, DARK_BONE) >= LINES
    assert least(tones.focus, [INK, NIGHT, *DARK_SURFACES]) >= LINES


@given(colours)
def test_ink_can_be_read_on_the_tint(accent):
    tones = tones_of(accent)

    assert contrast(INK, tones.light.tint) >= 7
    assert contrast("#efe8dc", tones.dark.tint) >= 7


@given(colours)
def test_every_tone_keeps_the_hue(accent):
    hue = oklch(accent).hue

    for tone in all_of(tones_of(accent)):
        seen = oklch(tone)
        if seen.chroma >= COLOURED and oklch(accent).chroma >= COLOURED:
            turn = math.remainder(seen.hue - hue, math.tau)
            assert abs(turn) < math.radians(8), (accent, tone)


@given(colours)
def test_a_colour_that_can_be_read_is_used_as_it_is(accent):
    tones = tones_of(accent)

    if least(accent, (*LIGHT_SURFACES, tones.light.tint)) >= WORDS:
        assert tones.light.accent == accent
    if least(accent, (*DARK_SURFACES, tones.dark.tint)) >= WORDS:
        assert tones.dark.accent == accent


def test_a_pale_brand_keeps_its_colour_on_buttons():
    light = tones_of("#ffd84d").light

    assert (light.fill, light.on_fill, light.edge) == ("#ffd84d", "#131c22", "#7b6400")


@pytest.mark.parametrize("accent", ["#fbf7f0", "#f5f5f5"])
def test_an_area_is_never_taken_for_the_page(accent):
    assert distance(tones_of(accent).light.fill, BONE) > 0.12


def test_the_tones_of_the_house_are_those_of_the_style_sheet():
    found = tokens()
    light, dark = HOUSE.light, HOUSE.dark

    assert tones_of(HOUSE_ACCENT) is HOUSE
    assert found["accent"] == (light.accent, dark.accent)
    assert found["accent-strong"] == (light.accent_strong, dark.accent_strong)
    assert found["on-fill"] == (light.on_fill, dark.on_fill)
    assert found["clay"] == (light.tint, dark.tint)
    assert found["link"][0] == HOUSE.link
    assert (found["rust"][0], found["focus"][0]) == (HOUSE.on_night, HOUSE.focus)


def test_the_surfaces_are_those_of_the_style_sheet():
    found = tokens()
    names = ("bone", "paper", "sand", "mist", "moss-tint", "amber-tint", "alarm-tint")
    light, dark = zip(*(found[name] for name in names), strict=True)

    assert set(light) == set(LIGHT_SURFACES)
    assert set(dark) == set(DARK_SURFACES)
    assert (found["night"][0], found["ink"][0]) == (NIGHT, INK)
