"""Visits in calendars: complete, updated in place, and silent about health."""

from datetime import UTC, timedelta

import pytest

from booking import links, services
from booking.messages import calendar_files
from locations.models import Location
from tests import factories, mails
from tests.content.calendar_readers import by_ical_js, event_of, needs_ical_js, parsed
from tests.factories import NOW, at, booked, choice

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=3)


@pytest.fixture(autouse=True)
def place():
    return factories.clinic("Imani")


def file_of(visit, now=NOW):
    return calendar_files.calendar_file(visit, links.shown(visit), now)


def test_a_calendar_file_describes_the_visit_and_how_to_change_it():
    visit = booked("09:00")

    event = event_of(file_of(visit))

    assert event["UID"] == f"{visit.pk}@plumbline"
    assert event["ORGANIZER"] == "mailto:hello@example.com"
    assert event["ORGANIZER"].params["CN"] == "Kestrel Row"
    assert event["SUMMARY"] == "Visit at Kestrel Row"
    assert event["LOCATION"] == "Lantern Square, 18 Lantern Square, New York, NY"
    assert event["URL"] == links.pages_url(links.shown(visit))
    assert event["DESCRIPTION"] == (
        f"To see, change or cancel your visit: {links.pages_url(links.shown(visit))}\n"
        f"Or call (212) 555-0142. Reference: {visit.reference}"
    )
    [alarm] = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=-2)


def test_changing_a_visit_raises_the_sequence_of_its_calendar_file():
    visit = booked("09:00")
    first = event_of(file_of(visit))
    same = event_of(file_of(visit, LATER))
    moved = services.reschedule(
        appointment=visit, choice=choice(), start=at("13:00"), now=LATER
    )
    changed = event_of(file_of(moved, LATER))

    assert [each["DTSTAMP"].dt for each in (first, same)] == [NOW, LATER]
    assert [each["LAST-MODIFIED"].dt for each in (first, same)] == [NOW, NOW]
    assert changed["LAST-MODIFIED"].dt == LATER
    assert [each["SEQUENCE"] for each in (first, changed)] == [0, 1]
    assert first["UID"] == changed["UID"]


def test_the_file_of_a_home_visit_contains_its_address():
    Location.objects.update(visits_homes=True)
    visit = booked("09:00")
    visit.address = "1 Secret Street"
    visit.client.proven_at = NOW
    visit.location.visits_homes = True

    event = event_of(file_of(visit))

    assert event["LOCATION"] == "At your home: 1 Secret Street"


def test_the_file_of_a_cancelled_visit_cancels_its_entry():
    visit = services.cancel(appointment=booked("09:00"), now=NOW)

    calendar = parsed(file_of(visit))

    [event] = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event.walk("VALARM") == []


def test_a_file_contains_only_the_clock_changes_of_its_years():
    [zone] = parsed(file_of(booked("09:00"))).walk("VTIMEZONE")

    onsets = {part["DTSTART"].dt.year for part in zone.subcomponents}
    assert onsets <= {2025, 2026}
    assert len(file_of(booked("13:00", browser="b")).splitlines()) < 60


def test_a_file_in_utc_contains_no_time_zone():
    with services.schedule_change():
        Location.objects.update(time_zone="UTC")
    visit = booked("09:00")

    text = file_of(visit)

    assert parsed(text).walk("VTIMEZONE") == []
    assert event_of(text)["DTSTART"].dt == visit.starts_at


def test_the_mail_attachment_names_its_method_in_the_content_type():
    booked("09:00")

    [mail] = mails.leaving(NOW)

    text, content_type = mails.file(mail)
    assert content_type == 'text/calendar; charset="utf-8"; method="PUBLISH"'
    assert parsed(text)["METHOD"] == "PUBLISH"


@needs_ical_js
@pytest.mark.parametrize("day", ["2026-06-08", "2026-11-01", "2027-03-14"])
def test_a_third_party_parser_reads_the_same_time(day):
    visit = booked("09:00")
    start = factories.instant("09:00", day=factories.date.fromisoformat(day))
    visit.starts_at, visit.ends_at = start, start + timedelta(hours=1)

    read = by_ical_js(file_of(visit))

    [event] = read["events"]
    assert (read["method"], event["uid"]) == ("PUBLISH", f"{visit.pk}@plumbline")
    assert event["starts"] == [_as_js(start)]
    assert event["ends"] == _as_js(visit.ends_at)
    assert (event["organizer"], event["alarms"]) == ("mailto:hello@example.com", 1)


def _as_js(instant):
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
