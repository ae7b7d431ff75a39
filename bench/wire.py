"""What pages weigh on the wire, against their budgets (P13, P14).

    ./script/bench wire

A new visitor on a phone, with an empty cache, in Chromium. Ends with 1 when a page is
over its budget.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from bench import clinic
from tests.booking import server
from tests.browser.demo_site import FLAGS
from tests.conftest import CHROMIUM


@dataclass(frozen=True)
class Budget:
    """Kilobytes on the wire, and requests; other hosts are never asked."""

    everything: int
    markup: int  # HTML and CSS
    scripts: int = 20
    fonts: int = 95
    requests: int = 12


HOME = Budget(everything=120 + 95, markup=45)
CONTENT = Budget(everything=250, markup=45, requests=24)
BOOKING = Budget(everything=60 + 95, markup=30, requests=10)

PAGES = (
    ("/", HOME),
    ("/conditions/", CONTENT),
    (
        "/conditions/chronic-pain/lower-body/iliopsoas/psoas-and-hip-flexor-pain/",
        CONTENT,
    ),
    ("/self-care/", CONTENT),
    ("/self-care/half-kneeling-hip-stretch/", CONTENT),
    ("/articles/", CONTENT),
    ("/articles/meet-your-psoas/", CONTENT),
    ("/articles/discs-and-scans/", CONTENT),
    ("/therapists/", CONTENT),
    ("/therapists/imani-okafor-reyes/", CONTENT),
    ("/therapist-of-the-month/", CONTENT),
    ("/locations/lantern-square/", CONTENT),
    ("/treatments/", CONTENT),
    ("/events/", CONTENT),
    ("/glossary/", CONTENT),
    ("/questions/", CONTENT),
    ("/search/?q=psoas", CONTENT),
    ("/book/", BOOKING),
    ("/book/first-visit/times/?length=75", BOOKING),
)
LINE = "{:38} {:>8} {:>8} {:>8} {:>8} {:>9} {:>6}  {}"


def main():
    clinic.make()
    # As a real clinic serves them: fingerprinted and compressed.
    os.environ["COLLECTED_STATIC"] = "1"
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput"]
    subprocess.run(collect, check=True, capture_output=True)
    heads = ("page", "all KB", "markup", "scripts", "fonts", "requests", "others", "")
    print(LINE.format(*heads))
    with server.running() as address, sync_playwright() as playwright:
        # The headless shell loads pictures that are further away than a phone does.
        whole = shutil.which("chromium") or CHROMIUM
        browser = playwright.chromium.launch(executable_path=whole, args=FLAGS)
        kept = [visit(browser, address, path, budget) for path, budget in PAGES]
        kept.append(book(browser, address))
        browser.close()
    sys.exit(not all(kept))


def visit(browser, address, path, budget):
    """Load one page as somebody who was never here; whether it keeps its budget."""
    page = new_page(browser)
    name = path if len(path) < 38 else f"…{path[-36:]}"
    kept = weighed(page, address, name, lambda: page.goto(address + path), budget)
    page.context.close()
    return kept


def book(browser, address):
    """Press a time, which leads to the details page."""
    page = new_page(browser)
    page.goto(address + "/book/first-visit/times/?length=75")
    page.locator("input[name=opening]").first.check()
    button = page.get_by_role("button", name="Continue")
    name = "details, after the times page"
    kept = weighed(page, address, name, button.click, BOOKING)
    page.context.close()
    return kept


def new_page(browser):
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2
    )
    return context.new_page()


def weighed(page, address, name, load, budget):
    """Print what a load brings, and tell whether it keeps the budget."""
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
    weights = [
        sum(kinds.get(kind, 0) for kind in of) / 1000
        for of in (kinds, ["document", "stylesheet"], ["script"], ["font"])
    ]
    most = (budget.everything, budget.markup, budget.scripts, budget.fonts)
    kept = all(weight <= limit for weight, limit in zip(weights, most, strict=True))
    kept = kept and len(requests) <= budget.requests and not others
    shown = [f"{weight:.1f}" for weight in weights]
    verdict = "" if kept else "over"
    print(LINE.format(name, *shown, len(requests), len(others), verdict), flush=True)
    return kept


if __name__ == "__main__":
    main()
