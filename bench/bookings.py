"""What a booking costs, alone, with eight clients, and when fifty want one time.

./script/bench bookings
./script/with-postgres ./script/bench bookings
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import islice
from time import perf_counter
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client as TestClient
from django.test.utils import setup_test_environment, teardown_test_environment
from django.utils import timezone

from bench import clinic
from bench.stopwatch import Site, Times, machine
from booking import services
from booking.availability import catalogue, day_picker, free_times
from booking.availability.selection import choose
from booking.engine.ticks import TICK, tick_of
from booking.models import Appointment, BookingRules, Occupancy, OccupiedTick, Resource
from booking.models.appointments import Status
from clinic import startup
from tests.booking import flow, server
from tests.booking.crowd import at_once, double_booked
from tests.booking.server import Browser

CLIENTS = 8
LENGTH = 75
PER_VISIT = timedelta(minutes=120) // TICK
DAY = timedelta(days=1)
RACES = 20
# Who works where, so that nobody waits for a room of the other.
ALONE = {
    "imani-okafor-reyes": "lantern-square",
    "callum-brightwater": "foundry-point",
    "noor-haddadin": "maple-terrace",
}


def main():
    clinic.make()
    with services.schedule_change():
        # All clients here come from one network, and many give the same phone.
        BookingRules.objects.update(
            open_visits_per_browser=10_000,
            unproven_visits_per_contact=10_000,
            bookings_per_network=10_000,
        )
    print(machine())
    wanted = times_to_book()
    startup.prove()  # before the site answers to the test client's own name
    setup_test_environment()  # which lets the test client read what a form carries
    posts(list(islice(wanted, 30)))
    teardown_test_environment()
    with server.running() as address:
        bookings(address, list(islice(wanted, 80)))
        races(address, list(islice(wanted, RACES)))
    print(f"two visits at one time: {len(double_booked())}")


def times_to_book():
    """Times of therapists who work at different places; none overlaps another."""
    for therapist, place in ALONE.items():
        yield from _times_of(therapist, place)


def _times_of(therapist, place):
    found, now = catalogue.current(), timezone.now()
    choice = choose(
        found,
        treatment="first-visit",
        length=LENGTH,
        therapist=therapist,
        location=place,
    )
    today = free_times.today(choice, now)
    answer = free_times.openings(choice, today + DAY, today + 58 * DAY, now)
    free_from = 0
    for day in answer.question.days():
        for opening in answer.openings_on(day):
            if opening.start >= free_from:
                free_from = opening.start + PER_VISIT
                yield day_picker.printed(opening, found).value


def posts(times):
    """The last press alone, in this process, against a page that does nothing (P10)."""
    bare, runs = Site().get("/robots.txt"), {"bare": [], "book": []}
    for time in times:
        client = TestClient()
        base = flow.to_check(client, value=time, length=LENGTH)
        form = flow.shown(client, base)
        begin = perf_counter()
        answer = client.post(base + "check", form)
        runs["book"].append((perf_counter() - begin) * 1000)
        if "/visit/" not in answer.headers.get("Location", ""):
            raise RuntimeError("not booked")
        begin = perf_counter()
        bare()
        runs["bare"].append((perf_counter() - begin) * 1000)
    book, h = Times(runs["book"]), Times(runs["bare"]).median
    print(f"Book, one after the other (P10): {book} ms, {book.median / h:.0f} h")


def bookings(address, times):
    """Whole bookings and last presses of eight clients, beside bare inserts (P9)."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        begin = perf_counter()
        checks = list(pool.map(lambda time: _to_check(address, time), times))
        filled = perf_counter()
        booked = list(pool.map(_press_book, checks))
        stop = perf_counter()
    done = sum(booked)
    limit = _inserts_per_second(done)
    print(f"{CLIENTS} clients over HTTP (P9): {done} booked")
    print(f"  whole bookings, 8 requests each: {done / (stop - begin):7.1f} a second")
    print(f"  last presses:                    {done / (stop - filled):7.1f} a second")
    print(f"  the same rows through the ORM:   {limit:7.1f} a second")
    print(f"  last presses of that limit:      {done / (stop - filled) / limit:7.0%}")


def _to_check(address, time):
    browser = Browser(address)
    page = browser.press(time, length=LENGTH)
    page.raise_for_status()
    return browser, browser.fill_in(page, f"Client {uuid4().hex[:8]}")


def _press_book(check):
    """Whether the last press booked; the page that follows is not fetched."""
    browser, page = check
    answer = browser.book(page, allow_redirects=False)
    return "/visit/" in answer.headers.get("Location", "")


def _inserts_per_second(count):
    """Appointment, occupancies and ticks, one transaction each, and nothing else."""
    pattern = Appointment.objects.filter(status=Status.BOOKED).first()
    resources = list(Resource.objects.values_list("pk", flat=True)[:2])
    tick = tick_of(timezone.now()) + 10**6
    begin = perf_counter()
    for n in range(count):
        pattern.pk, pattern.reference = uuid4(), f"{n:06x}"
        start = tick + n * PER_VISIT
        with transaction.atomic():
            pattern.save(force_insert=True)
            for resource in resources:
                row = Occupancy.objects.create(
                    appointment=pattern,
                    resource_id=resource,
                    from_tick=start,
                    until_tick=start + PER_VISIT,
                )
                OccupiedTick.objects.bulk_create(
                    OccupiedTick(occupancy=row, resource_id=resource, tick=each)
                    for each in range(start, start + PER_VISIT)
                )
    return count / (perf_counter() - begin)


def races(address, times):
    """Fifty press one time at once, again and again (P8)."""
    clean = 0
    for time in times:
        answers = at_once(50, partial(_press, address, time))
        codes = Counter(answer.status_code for answer in answers)
        clean += codes == {200: 1, 409: 49}
        if codes != {200: 1, 409: 49}:
            print(f"  not clean: {dict(codes)}")
    print(f"races of 50 with one winner and 49 refusals (P8): {clean} of {len(times)}")


def _press(address, time, _):
    person = time.split("/")[-1]
    return Browser(address).press(time, length=LENGTH, therapist=person)


if __name__ == "__main__":
    main()
    connection.close()
