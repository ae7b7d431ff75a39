"""Draw the demo's pictures as PNG. Needs no Django, so that it can run in parallel.

`python -m demo.loader.drawing FOLDER` draws all of them ahead, while another process
makes the tables; files already in the folder are not drawn again.
"""

import sys
from pathlib import Path

import resvg_py

DRAWINGS = Path(__file__).resolve().parents[1] / "pictures"

# The largest width at which the site shows each.
WIDTHS = {
    "articles": 1200,
    "brand": 512,
    "events": 1000,
    "exercises": 900,
    "hands": 480,
    "maps": 1200,
    "plates": 900,
    "portraits": 640,
}


def png(folder, name, ahead):
    """The bytes of a drawing, from the folder if drawn ahead, or else drawn now."""
    drawn = _file(folder, name, ahead)
    return drawn.read_bytes() if drawn.exists() else _draw(folder, name)


def draw_ahead(ahead):
    """Draw everything into a folder; each file appears only when complete."""
    ahead.mkdir(parents=True, exist_ok=True)
    for folder in WIDTHS:
        for source in sorted((DRAWINGS / folder).glob("*.svg")):
            drawn = _file(folder, source.stem, ahead)
            part = drawn.with_suffix(".part")
            part.write_bytes(_draw(folder, source.stem))
            part.rename(drawn)


def _file(folder, name, ahead):
    return ahead / f"{folder}-{name}.png"


def _draw(folder, name):
    source = (DRAWINGS / folder / f"{name}.svg").read_text()
    return bytes(resvg_py.svg_to_bytes(svg_string=source, width=WIDTHS[folder]))


if __name__ == "__main__":
    draw_ahead(Path(sys.argv[1]))
