"""Calendar files of events: one entry per day, and newer after each change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests import pages
from tests.content.calendar_readers import by_ical_js, needs_ical_js, parsed

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 11, 2, 12, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
SATURDAY = date(2026, 11, 7)


@pytest.fixture(autouse=True)
def early_november():
    with time_machine.travel(BEFORE, tick=False) as clock:
        yield clock


def weekend(slug, **fields):
    """Saturday and Sunday, 10 to 4."""
    return pages.event(
        slug,
        starts_on=SATURDAY,
        ends_on=SATURDAY + timedelta(days=1),
        starts_at=time(10),
        ends_at=time(16),
        **fields,
    )


def entries(client, slug):
    """The entries of an event's file, by UID, as icalendar reads them."""
    calendar = parsed(client.get(f"/feeds/events/{slug}.ics").content)
    return calendar.walk("VEVENT")


def test_a_series_in_the_feed_ends_with_its_last_start(client):
    weekend("class", repeats="weekly", repeats_until=date(2026, 11, 27))

    first, _ = entries(client, "class")

    [until] = first["RRULE"]["UNTIL"]
    assert until == datetime(2026, 11, 21, 10, tzinfo=NEW_YORK).astimezone(UTC)


def test_a_two_day_event_becomes_one_entry_per_day(client):
    weekend("walk")

    spans = [(e["DTSTART"].dt, e["DTEND"].dt) for e in entries(client, "walk")]

    assert [(s.day, s.hour, e.day, e.hour) for s, e in spans] == [
        (7, 10, 7, 16),
        (8, 10, 8, 16),
    ]


def test_an_overnight_event_becomes_one_entry(client):
    pages.event(
        "retreat",
        starts_on=SATURDAY,
        ends_on=SATURDAY + timedelta(days=1),
        starts_at=time(18),
        ends_at=time(12),
    )

    [entry] = entries(client, "retreat")

    assert entry["DTEND"].dt - entry["DTSTART"].dt == timedelta(hours=18)


def test_changing_an_event_raises_its_sequence(client, early_november):
    event = pages.event("class", starts_on=SATURDAY)
    event.save_revision().publish()
    [before] = entries(client, "class")
    early_november.shift(60)
    event.starts_at = time(17)
    event.save_revision().publish()

    [after] = entries(client, "class")

    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert after["LAST-MODIFIED"].dt == BEFORE + timedelta(seconds=60)
    assert after["UID"] == before["UID"]


def test_the_feed_names_its_organizer_and_method(client):
    pages.event("class", starts_on=SATURDAY)

    answer = client.get("/feeds/events.ics")

    assert answer.headers["Content-Type"] == (
        "text/calendar; charset=utf-8; method=PUBLISH"
    )
    calendar = parsed(answer.content)
    assert calendar["METHOD"] == "PUBLISH"
    [event] = calendar.walk("VEVENT")
    assert event["ORGANIZER"].startswith("mailto:")
    assert event["URL"].endswith("/events/class/")
    assert event["UID"].endswith("@plumbline")


@needs_ical_js
def test_a_third_party_parser_reads_the_same_days(client):
    weekend("class", repeats="weekly", repeats_until=date(2026, 11, 27))

    read = by_ical_js(client.get("/feeds/events/class.ics").text)

    saturdays, sundays = (event["starts"] for event in read["events"])
    assert [start[:13] for start in saturdays] == [
        "2026-11-07T15",
        "2026-11-14T15",
        "2026-11-21T15",
    ]
    assert [start[:13] for start in sundays] == [
        "2026-11-08T15",
        "2026-11-15T15",
        "2026-11-22T15",
    ]


@needs_ical_js
def test_a_third_party_parser_keeps_the_hour_when_the_clocks_change(client):
    pages.event(
        "class",
        starts_on=date(2026, 10, 25),
        repeats="weekly",
        repeats_until=date(2026, 11, 9),
    )

    [event] = by_ical_js(client.get("/feeds/events/class.ics").text)["events"]

    assert [start[11:13] for start in event["starts"]] == ["22", "23", "23"]
