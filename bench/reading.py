"""How long pages for readers take, and how many statements they send (P11, P12).

    ./script/bench reading

Each in milliseconds, in pages that do nothing (`h`), and in the smallest Wagtail page.
"""

from bench import clinic
from bench.stopwatch import Site, interleaved, machine, queries_of
from clinic.models import HomePage, TextPage

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
LINE = "{:54} {:>8} {:>6} {:>8} {:>4}"


def main():
    clinic.make()
    HomePage.objects.get().add_child(instance=TextPage(title="Empty", slug="empty"))
    site = Site()
    works = {path: site.get(path) for path in ("/healthz", "/empty/", *PAGES)}
    times = interleaved(works)
    bare, smallest = times["/healthz"].median, times["/empty/"].median
    print(machine())
    print(LINE.format("page", "ms", "h", "smallest", "SQL"))
    for path, work in works.items():
        median = times[path].median
        figures = (f"{median:.2f}", f"{median / bare:.0f}", f"{median / smallest:.1f}")
        print(LINE.format(path, *figures, queries_of(work)))


if __name__ == "__main__":
    main()
