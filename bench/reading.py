"""How long pages for readers take, and how many statements they send (P11, P12).

    ./script/bench reading

Each in milliseconds, in pages that do nothing (`h`), and in the smallest Wagtail page:
first as they are made, then those that are kept, as they are sent again.
"""

from django.conf import settings

from bench import clinic
from bench.stopwatch import Site, interleaved, machine, queries_of
from content.models import HomePage, TextPage

PAGES = (
    "/",
    "/conditions/chronic-pain/lower-body/low-back-pain/",
    "/self-care/half-kneeling-hip-stretch/",
    "/articles/",
    "/articles/discs-and-scans/",
    "/therapists/",
    "/therapists/imani-okafor-reyes/",
    "/locations/lantern-square/",
    "/glossary/",
    "/search/?q=psoas",
)
KEPT = (
    "/self-care/half-kneeling-hip-stretch/",
    "/articles/",
    "/glossary/",
)
LINE = "{:54} {:>8} {:>6} {:>8} {:>4}"


def main():
    clinic.make()
    HomePage.objects.get(slug="kestrel-row").add_child(
        instance=TextPage(title="Empty", slug="empty")
    )
    print(machine())
    print(LINE.format("page", "ms", "h", "smallest", "SQL"))
    settings.PAGE_CACHE_SECONDS = 0
    smallest = measure(PAGES)
    print("sent again as they were")
    settings.PAGE_CACHE_SECONDS = 600
    measure(KEPT, smallest)


def measure(pages, smallest=None):
    """Print the times of pages; return those of the smallest Wagtail page."""
    site = Site()
    works = {path: site.get(path) for path in ("/robots.txt", "/empty/", *pages)}
    times = interleaved(works)
    bare = times["/robots.txt"].median
    smallest = smallest or times["/empty/"].median
    for path, work in works.items():
        median = times[path].median
        figures = (f"{median:.2f}", f"{median / bare:.1f}", f"{median / smallest:.1f}")
        print(LINE.format(path, *figures, queries_of(work)))
    return smallest


if __name__ == "__main__":
    main()
