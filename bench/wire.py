"""What pages weigh on the wire, and how many requests they make (P13 and P14).

    ./script/bench wire

A new visitor on a phone, with an empty cache, in Chromium.
"""

import os
import subprocess
import sys
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from bench import clinic
from tests.booking import server
from tests.browser.conftest import FLAGS
from tests.conftest import CHROMIUM

PAGES = (
    "/",
    "/articles/meet-your-psoas/",
    "/therapists/imani-okafor-reyes/",
    "/book/",
    "/book/first-visit/times/?length=75",
)
LINE = "{:38} {:>8} {:>8} {:>8} {:>8} {:>9} {:>6}"


def main():
    clinic.make()
    # As a real clinic serves them: fingerprinted and compressed.
    os.environ["COLLECTED_STATIC"] = "1"
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput"]
    subprocess.run(collect, check=True, capture_output=True)
    heads = ("page", "all KB", "HTML", "scripts", "fonts", "requests", "others")
    print(LINE.format(*heads))
    with server.running() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for path in PAGES:
            visit(browser, address, path)
        book(browser, address)
        browser.close()


def visit(browser, address, path):
    """Load one page as somebody who was never here."""
    page = new_page(browser)
    with_weights(page, address, path, lambda: page.goto(address + path))
    page.context.close()


def book(browser, address):
    """Press a time, which leads to the details page."""
    page = new_page(browser)
    page.goto(address + "/book/first-visit/times/?length=75")
    page.locator("input[name=opening]").first.check()
    button = page.get_by_role("button", name="Continue")
    with_weights(page, address, "details, after the times page", button.click)
    page.context.close()


def new_page(browser):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2
    )
    return context.new_page()


def with_weights(page, address, name, load):
    """Print what a load brings: kilobytes by kind, requests, and foreign hosts."""
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    load()
    page.wait_for_load_state("networkidle")
    kinds = {}
    for request in requests:
        sizes = request.sizes()
        weight = sizes["responseBodySize"] + sizes["responseHeadersSize"]
        kinds[request.resource_type] = kinds.get(request.resource_type, 0) + weight
    host = urlsplit(address).netloc
    others = {urlsplit(r.url).netloc for r in requests} - {host, ""}
    shown = [
        f"{sum(kinds.get(kind, 0) for kind in of) / 1000:.1f}"
        for of in (kinds, ["document"], ["script"], ["font"])
    ]
    print(LINE.format(name, *shown, len(requests), len(others)), flush=True)


if __name__ == "__main__":
    main()
