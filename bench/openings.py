"""What openings cost, for the demo clinic with more and more visits.

    ./script/bench openings                        0, 1,000, 10,000 and 100,000 visits
    ./script/bench openings 10000 1000000          any other numbers

Each question is asked of the engine alone and as a page behind the full middleware:
`part` is what the page asks for when somebody changes the day. `cold` forgets before
each run what the process remembers of booked time, `warm` does not. `h` is the median
of a page that does nothing, in the same run.
"""

import math
import sys
from datetime import timedelta

from django.utils import timezone

from bench import clinic
from bench.stopwatch import Site, interleaved, machine, queries_of
from booking.availability import catalogue, free_times, occupancy
from booking.availability.selection import choose

NUMBERS = (0, 1_000, 10_000, 100_000)
LENGTH = 75
LINE = "{:>9}  {:34} {:>8} {:>8} {:>7} {:>5}"


def main(numbers):
    clinic.make()
    print(machine())
    print(LINE.format("visits", "", "median", "p95", "h", "SQL"))
    medians = {number: measure(clinic.fill(number)) for number in numbers}
    for small, large in zip(numbers, numbers[1:], strict=False):
        if small:
            print_growth(medians[small], medians[large], small, large)


def measure(visits):
    """Ask every question; prints and returns {name: median}."""
    works = questions()
    times = interleaved(works)
    bare = times["bare page"].median
    for name, work in works.items():
        each = times[name]
        row = (f"{each.median:.2f}", f"{each.p95:.2f}", f"{each.median / bare:.1f}")
        print(LINE.format(f"{visits:,}", name, *row, queries_of(work)), flush=True)
    return {name: each.median for name, each in times.items()}


def questions():
    """What is measured: {name: function}."""
    site, found = Site(), catalogue.current()
    now = timezone.now()
    anyone = choose(found, treatment="first-visit", length=LENGTH)
    busiest = next(iter(anyone.therapists()))
    person = found.people[busiest].slug
    first = free_times.today(anyone, now)
    address = f"/book/first-visit/times/?length={LENGTH}"
    alone = f"{address}&therapist={person}"
    day = first + timedelta(days=8)

    def part(url):
        return site.get(url, HTTP_HX_REQUEST="true")

    def engine(days):
        answer = free_times.openings(anyone, first, first + timedelta(days - 1), now)
        return [answer.openings_on(each) for each in answer.question.days()]

    return {
        "bare page": site.get("/robots.txt"),
        "engine, anyone, 7 days, cold": cold(lambda: engine(7)),
        "engine, anyone, 7 days, warm": lambda: engine(7),
        "engine, anyone, 30 days, cold": cold(lambda: engine(30)),
        "engine, anyone, 30 days, warm": lambda: engine(30),
        "page, anyone, 7 days, cold": cold(site.get(f"{address}&days=7")),
        "page, anyone, 7 days, warm": site.get(f"{address}&days=7"),
        "page, anyone, 30 days, cold": cold(site.get(f"{address}&days=30")),
        "page, anyone, 30 days, warm": site.get(f"{address}&days=30"),
        "part, one, 30 days, cold (P1)": cold(part(f"{alone}&days=30")),
        "part, anyone, 30 days, cold (P2)": cold(part(f"{address}&days=30")),
        "part, anyone, 30 days, warm (P4)": part(f"{address}&days=30"),
        "part, one, one day, cold (P3)": cold(part(f"{alone}&day={day}")),
        "home page, warm": site.get("/"),
    }


def cold(work):
    """The same work by a process that remembers no booked time."""

    def forgetful():
        occupancy.forget()
        return work()

    return forgetful


def print_growth(small, large, fewer, more):
    """The exponent of growth of each question (P6): 0 is flat, 1 is linear."""
    print(f"growth from {fewer:,} to {more:,} visits")
    for name in small:
        exponent = math.log(large[name] / small[name]) / math.log(more / fewer)
        print(f"           {name:34} {exponent:8.2f}")


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or NUMBERS)
