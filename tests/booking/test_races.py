"""Concurrent clients on the real site, in several processes, on either database."""

import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from booking import exceptions, links, services
from booking.availability import catalogue as catalogues
from booking.availability import day_picker, free_times
from booking.models import (
    Appointment,
    BookingRules,
    Draft,
    Occupancy,
    OccupiedTick,
    Resource,
)
from booking.models.appointments import Status
from booking.services import allowance
from outbox.models import Message
from tests import factories
from tests.booking import server
from tests.booking.crowd import at_once, double_booked
from tests.booking.server import Browser
from tests.factories import NO_FLAGS, NOW, ROBIN, held

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(transactional_db):
    """A clinic with one therapist and one room, served for real."""
    factories.clinic("Imani")
    with server.running() as address:
        yield address


def openings(count):
    """The values of free times that do not overlap one another."""
    catalogues.forget()
    now = timezone.now()
    choice = factories.choice()
    answer = free_times.openings(
        choice, now.date() + timedelta(2), now.date() + timedelta(50), now
    )
    found, free_from = [], 0
    for day in answer.question.days():
        for opening in answer.openings_on(day):
            if opening.start >= free_from:
                found.append(day_picker.printed(opening, choice.catalogue).value)
                free_from = opening.start + 15
    return found[:count]


def test_one_of_fifty_clients_gets_a_contested_time(site):
    [opening] = openings(1)

    def client(n):
        browser = Browser(site)
        page = browser.press(opening)
        if page.status_code != 200:
            return page.status_code
        return browser.book(browser.fill_in(page, f"Client {n}")).status_code

    outcomes = Counter(at_once(50, client))

    assert outcomes == {200: 1, 409: 49}
    assert Appointment.objects.count() == 1
    assert Appointment.objects.get().status == Status.BOOKED
    assert Message.objects.filter(kind="confirmation").count() == 1
    assert double_booked() == []


def test_fifty_submissions_of_one_booking_create_one_visit(site):
    [opening] = openings(1)
    browser = Browser(site)
    check = browser.fill_in(browser.press(opening), "Robin Vale")
    cookies = browser.session.cookies.get_dict()

    def press(n):
        copy = Browser(site)
        copy.session.cookies.update(cookies)
        page = copy.book(check)
        return page.status_code, page.url

    outcomes = Counter(at_once(50, press))

    visit = Appointment.objects.get()
    assert visit.status == Status.BOOKED
    assert outcomes == {(200, f"{site}/visit/{links.shown(visit)}/"): 50}
    assert Message.objects.filter(kind="confirmation").count() == 1


def test_two_hundred_clients_hold_exactly_forty_times(site):
    wanted = openings(40)
    assert len(wanted) == 40

    outcomes = Counter(
        at_once(200, lambda n: Browser(site).press(wanted[n % 40]).status_code)
    )

    assert outcomes == {200: 40, 409: 160}
    assert Appointment.objects.filter(status=Status.HELD).count() == 40
    assert OccupiedTick.objects.count() == 40 * 2 * 15
    assert double_booked() == []


def test_overlapping_times_never_share_a_tick(site):
    """Starts a quarter of an hour apart: whoever wins, nobody overlaps."""
    now = timezone.now()
    day = now.date() + timedelta(3)
    choice = factories.choice()
    answer = free_times.openings(choice, day, day, now)
    wanted = [
        day_picker.printed(o, choice.catalogue).value for o in answer.openings_on(day)
    ]

    at_once(60, lambda n: Browser(site).press(wanted[n % len(wanted)]).status_code)

    assert double_booked() == []
    assert Appointment.objects.filter(status=Status.HELD).count() >= 3


def test_the_same_race_without_ticks_double_books(transactional_db):
    """The negative control: if this cannot fail, the tests above prove nothing.

    Check, then insert, in autocommit and without ticks: the usual way.
    """
    factories.clinic("Imani")
    resource = Resource.objects.filter(therapist__isnull=False).get()
    holder = held("09:00").appointment
    Occupancy.objects.all().delete()
    start = 6_000_000

    def check_then_insert(n):
        span = (start + 100 * (n % 4), start + 100 * (n % 4) + 15)
        taken = Occupancy.objects.filter(
            resource=resource, from_tick__lt=span[1], until_tick__gt=span[0]
        )
        if not taken.exists():
            Occupancy.objects.create(
                appointment=holder,
                resource=resource,
                from_tick=span[0],
                until_tick=span[1],
            )
        connection.close()

    for _ in range(20):
        at_once(16, check_then_insert)
        if double_booked():
            break
        start += 1000

    assert double_booked() != []


# Limits hold at once. SQLite has one writer, so these can fail on PostgreSQL only.

WALLS = ("09:00", "10:30", "12:00", "13:30", "15:00")
NAMES = ("ann", "bob", "cat", "dan", "eve")


@pytest.fixture
def place(transactional_db):
    """A clinic with five therapists and a room for each."""
    return factories.clinic(*NAMES, rooms=5)


def outcome_of(service, *args, **kwargs):
    """What a service returned, or the refusal it raised."""
    try:
        return service(*args, **kwargs)
    except exceptions.Refused as refusal:
        return refusal


def kinds_of(outcomes):
    return Counter(type(outcome) for outcome in outcomes)


def test_five_presses_of_one_browser_leave_one_hold(place):
    at_once(5, lambda n: outcome_of(held, WALLS[n]))

    left = Appointment.objects.get(status=Status.HELD)
    assert left.draft.browser == "one"


def test_four_presses_of_one_time_make_one_draft(place):
    drafts = at_once(4, lambda n: held("09:00", person="ann"))

    assert {draft.pk for draft in drafts} == {Draft.objects.get().pk}


def test_five_browsers_of_one_network_hold_no_more_than_its_limit(place, settings):
    settings.HOLDS_PER_ADDRESS = 3

    outcomes = at_once(
        5, lambda n: outcome_of(held, WALLS[n], browser=f"b{n}", network="office")
    )

    assert kinds_of(outcomes) == {Draft: 3, exceptions.TooManyHolds: 2}


def test_one_contact_in_five_browsers_books_no_more_than_its_limit(place, monkeypatch):
    BookingRules.objects.update(unproven_visits_per_contact=2)
    drafts = [held(browser=name, person=name) for name in NAMES]
    refuse_many = allowance.refuse_many

    def count_slowly(*args):
        refuse_many(*args)
        time.sleep(0.3)  # so that all would count before the first has booked

    def book(n):
        return services.book(draft=drafts[n], contact=ROBIN, safety=NO_FLAGS, now=NOW)

    monkeypatch.setattr(allowance, "refuse_many", count_slowly)
    outcomes = at_once(5, lambda n: outcome_of(book, n))

    assert kinds_of(outcomes) == {Appointment: 2, exceptions.TooManyVisits: 3}
