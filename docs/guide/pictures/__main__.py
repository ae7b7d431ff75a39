"""Start the demo clinic, and take every picture or those that are named."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from docs.guide.pictures import editor, front_desk, owner, therapist
from docs.guide.pictures.camera import Camera
from tests.browser import demo_site
from tests.conftest import CHROMIUM

# In this order: each later one may change what an earlier one would show.
GUIDES = {
    "editor": editor.take,
    "therapist": therapist.take,
    "front-desk": front_desk.take,
    "owner": owner.take,
}


def main(*names):
    """Take the pictures of the guides with these names, or of all."""
    if not CHROMIUM:
        return "Chromium was not found. On Debian and Ubuntu: apt install chromium"
    if unknown := set(names) - set(GUIDES):
        return f"No guide is called {', '.join(unknown)}: {', '.join(GUIDES)}"
    with (
        tempfile.TemporaryDirectory() as folder,
        demo_site.running(demo_site.environment(Path(folder) / "demo")) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=CHROMIUM, args=demo_site.FLAGS
        ) as browser,
    ):
        for name, take in GUIDES.items():
            if name in names or not names:
                take(Camera(browser, address, name))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
