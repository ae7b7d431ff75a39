"""The page of days and times: what is offered, why not, and at what cost."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from booking.availability import free_times, occupancy
from booking.engine.ticks import Span
from tests import factories
from tests.booking import flow
from tests.factories import MONDAY, NOW, booked
from tests.screens import links, parsed, text, texts

pytestmark = pytest.mark.django_db

TIMES = flow.TIMES


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def clinic():
    return factories.clinic("Imani", "Tomasz", rooms=2)


def shown(client, day=MONDAY, query=""):
    """The times of a day as the page prints them."""
    page = client.get(f"{TIMES}&day={day}{query}")
    return [time.value.split("T")[1] for time in page.context["openings"].times]


def days(page):
    """What a screen reader says of each day."""
    return texts(page, ".days .visually-hidden")


def test_the_page_opens_on_the_first_day_with_times(client, clinic):
    factories.closure(NOW.date())

    page = client.get(TIMES)

    assert text(page, "main h2") == "Tuesday, June 2: 28 times"
    assert days(page)[:2] == [
        "Monday, June 1, closed",
        "Tuesday, June 2, 28 times free",
    ]


def test_a_day_without_times_gives_the_reason_and_no_link(client, clinic):
    factories.closure(MONDAY + timedelta(days=1))

    page = client.get(f"{TIMES}&day={MONDAY}")

    assert days(page)[1] == "Tuesday, June 9, closed"
    assert list(links(page, ".days a").values()) == [
        f"{TIMES}&days=7&day=2026-06-{day:02}" for day in (8, 10, 11, 12, 13, 14)
    ]


def test_two_empty_weeks_name_the_first_day_after_them(client, clinic):
    with factories.services.schedule_change():
        factories.Closure.objects.create(
            starts_on=NOW.date(),
            ends_on=NOW.date() + timedelta(days=20),
            reason="Works",
        )

    page = client.get(TIMES)

    assert text(page, ".callout h2") == "No free times in the next two weeks"
    assert links(page, ".callout a") == {
        "Monday, June 22": f"{TIMES}&days=7&day=2026-06-22"
    }


def test_a_held_time_is_offered_only_to_its_own_browser(client, clinic):
    other = type(client)()
    flow.press(client, flow.opening("09:00", person="imani"), therapist="imani")

    query = "&therapist=imani"
    assert shown(other, query=query)[0] == "14:15Z/lantern-square/imani"
    assert shown(client, query=query)[0] == "13:00Z/lantern-square/imani"


def test_an_expired_hold_is_offered_again(client, clinic, time_machine):
    factories.held("09:00", person="imani")
    query = "&therapist=imani"
    assert shown(client, query=query)[0] == "14:15Z/lantern-square/imani"

    time_machine.move_to(NOW + timedelta(minutes=10, seconds=31))

    assert shown(client, query=query)[0] == "13:00Z/lantern-square/imani"


def outermost(page):
    """Names of the elements that no other contains."""
    return [element.name for element in parsed(page).find_all(recursive=False)]


def test_an_htmx_request_gets_only_the_days_and_times(client, clinic):
    whole = client.get(TIMES)
    part = client.get(TIMES, HTTP_HX_REQUEST="true")
    back = client.get(
        TIMES, HTTP_HX_REQUEST="true", HTTP_HX_HISTORY_RESTORE_REQUEST="true"
    )

    assert outermost(whole) == outermost(back) == ["html"]
    assert outermost(part) == ["div"]
    assert parsed(part).div == parsed(whole).select_one("#times")
    assert whole.headers["Vary"] == "HX-Request, Accept-Encoding"


def test_a_month_shows_thirty_days(client, clinic):
    page = client.get(f"{TIMES}&days=30")

    assert len(page.context["openings"].days) == 30


def test_times_are_shown_with_their_time_zone(client, clinic):
    page = client.get(f"{TIMES}&day={MONDAY}")

    assert text(page, ".times-day") == "All times are EDT."


@pytest.mark.parametrize("change", ["hours", "shift", "time off", "room"])
def test_a_schedule_change_takes_effect_at_once(client, clinic, change):
    before = shown(client, query="&therapist=imani")
    imani = factories.Therapist.objects.get(slug="imani")
    if change == "hours":
        with factories.services.schedule_change():
            imani.working_hours.all().delete()
    if change == "shift":
        factories.shift(imani, clinic, MONDAY, time(17), time(20))
    if change == "time off":
        factories.time_off(imani, "2026-06-08T13:00", "2026-06-08T15:00")
    if change == "room":
        with factories.services.schedule_change():
            factories.Room.objects.update(in_use=False)

    assert shown(client, query="&therapist=imani") != before


# What it costs


def statements(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


@pytest.mark.parametrize("people", [("Imani",), ("Imani", "Tomasz", "Priya")])
@pytest.mark.parametrize("visits", [1, 3])
@pytest.mark.parametrize("days", [7, 30])
def test_openings_cost_the_same_queries_whatever_is_asked(people, visits, days):
    factories.clinic(*people, rooms=3)
    for n, wall in enumerate(["09:00", "11:00", "13:00"][:visits]):
        booked(wall, browser=str(n), person="imani")
    last = MONDAY + timedelta(days=days - 1)

    def ask():
        return free_times.openings(factories.choice(), MONDAY, last, NOW).soonest(1)

    ask()
    occupancy.forget()

    assert statements(ask) == 3
    assert statements(ask) == 2


def test_the_schedule_is_read_once_after_a_change(clinic):
    def ask():
        return free_times.openings(factories.choice(), MONDAY, MONDAY, NOW)

    with factories.services.schedule_change():
        pass

    assert statements(ask) == 21
    assert statements(ask) == 2


@pytest.mark.parametrize("visits", [1, 3])
def test_the_whole_page_costs_a_fixed_number_of_queries(client, clinic, visits):
    for n, wall in enumerate(["09:00", "11:00", "13:00"][:visits]):
        booked(wall, browser=str(n), person="imani")
    url = f"{TIMES}&day={MONDAY}"
    client.get(url)

    assert statements(lambda: client.get(url)) == 2


def test_a_cached_hold_expires_by_itself(clinic):
    factories.held("09:00", person="imani")
    wish = factories.choice(person="imani")

    def first(minutes):
        now = NOW + timedelta(minutes=minutes)
        return free_times.openings(wish, MONDAY, MONDAY, now).soonest(1)[0].start

    assert first(0) > factories.at("09:00")
    assert first(10) > factories.at("09:00")
    assert first(11) == factories.at("09:00")


def test_the_openings_scan_uses_the_covering_index(clinic):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL scans so small a table as a whole")
    booked("09:00")

    with CaptureQueriesContext(connection) as captured:
        occupancy.taken_under_lock({1: 1, 2: 1}, Span(0, 10**7))

    [scan] = captured
    with connection.cursor() as cursor:
        plan = cursor.execute(f"EXPLAIN QUERY PLAN {scan['sql']}").fetchall()
    assert [step[-1] for step in plan] == [
        "SEARCH booking_occupancy USING COVERING INDEX taken_time "
        "(resource_id=? AND from_tick>? AND from_tick<?)"
    ]


@pytest.mark.parametrize(
    ("page", "chosen"),
    [("therapist", "therapist=imani"), ("location", "location=lantern-square")],
)
def test_another_therapist_or_place_keeps_the_rest_of_the_choice(
    client, clinic, page, chosen
):
    times, asked = "/book/first-visit/times/", "?length=60&condition=hip-pain&known=1"

    found = links(client.get(f"/book/first-visit/{page}/{asked}"))

    back, anyone, first, *_ = found.values()
    assert (back, anyone) == (times + asked, times + asked)
    assert first == f"{times}{asked}&{chosen}"
