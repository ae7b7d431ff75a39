"""Take a page of the running demo as a small PNG, cropped to what matters."""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.conftest import Visitor
from tests.browser.stretches import sign_in

FOLDER = Path(__file__).parent.parent
WIDTH, HEIGHT = 1200, 760  # pixels
LEAST = 600  # so that the menu stands there as well
BELOW = 28  # pixels of air under the last line
COLOURS = 96
MOST = 120 * 1024  # bytes of one picture


class Camera:
    """Takes the pictures of one guide."""

    def __init__(self, browser, address, guide):
        self.browser, self.address, self.guide = browser, address, guide

    def visitor(self, mailbox=None):
        """Somebody at a browser, signed in when they are of the team."""
        page = self.browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce"
        ).new_page()
        page.set_default_timeout(20_000)
        visitor = Visitor(page, self.address)
        if mailbox:
            sign_in(visitor, mailbox)
        return visitor

    def take(self, visitor, name, *, down_to=None, height=HEIGHT, width=WIDTH):
        """Write a picture that ends below an element, or after so many pixels.

        Of a narrow one, the left side is shown.
        """
        page = visitor.page
        page.wait_for_load_state("networkidle")
        page.evaluate("document.fonts.ready")
        if down_to is not None:
            box = down_to.bounding_box()
            height = max(LEAST, round(box["y"] + box["height"] + BELOW))
        page.set_viewport_size({"width": WIDTH, "height": height})
        page.mouse.move(WIDTH - 1, height - 1)
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        self._write(page.screenshot(clip=clip, animations="disabled"), name)
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    def _write(self, taken, name):
        path = FOLDER / f"{self.guide}-{name}.png"
        picture = Image.open(BytesIO(taken)).convert("RGB")
        few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size > MOST:
            raise SystemExit(f"{path.name} has more than {MOST} bytes; show less.")
        sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} KB\n")
