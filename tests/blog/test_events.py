"""Events: repeating days in local time, limited places, and calendar files."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar

from blog.models import EventPage
from blog.recurrence import days_of
from tests import factories, pages
from tests.screens import errors, facts, fields, links, text, texts

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 6, 9, 12, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")
NOTICES = ".page-head .callout"


@pytest.fixture(autouse=True)
def the_day_before():
    with time_machine.travel(BEFORE, tick=False):
        yield


def test_fortnightly_days_repeat_until_the_end_date():
    days = days_of(
        date(2026, 3, 7), "every second week", date(2026, 4, 10), date(2026, 3, 8)
    )

    assert list(days) == [date(2026, 3, 21), date(2026, 4, 4)]


def test_a_weekly_class_keeps_its_hour_when_the_clocks_change():
    event = pages.event(
        starts_on=date(2026, 10, 25), starts_at=time(9), repeats="weekly"
    )
    days = [date(2026, 10, 25), date(2026, 11, 1)]

    starts = [event.start_on(day) for day in days]

    assert [start.hour for start in starts] == [9, 9]
    assert [start.astimezone(UTC).hour for start in starts] == [13, 14]


def test_a_monthly_event_skips_months_without_its_day():
    days = days_of(date(2026, 1, 31), "monthly", date(2026, 5, 31), date(2026, 1, 31))

    assert [day.month for day in days] == [1, 3, 5]


def test_a_two_day_event_stays_upcoming_until_it_ends():
    event = pages.event(starts_on=date(2026, 6, 8), ends_on=date(2026, 6, 9))

    assert event.coming_day(BEFORE) == date(2026, 6, 8)
    assert event.coming_day(BEFORE + timedelta(days=1)) is None


def test_an_event_is_over_when_it_has_ended_not_the_day_after():
    event = pages.event(starts_on=date(2026, 6, 10))
    evening = datetime(2026, 6, 10, tzinfo=NEW_YORK)

    assert event.coming_day(evening.replace(hour=18, minute=30)) == date(2026, 6, 10)
    assert event.coming_day(evening.replace(hour=19, minute=1)) is None


def test_an_event_tonight_is_not_past_when_the_utc_date_is_tomorrow(client):
    pages.event(
        "late", starts_on=date(2026, 6, 10), starts_at=time(21), ends_at=time(22)
    )

    with time_machine.travel(datetime(2026, 6, 11, 0, 30, tzinfo=UTC), tick=False):
        assert texts(client.get("/events/"), "main h2") == ["June 2026"]
        assert texts(client.get("/events/late/"), NOTICES) == []


def test_a_weekly_event_may_begin_in_two_years():
    event = pages.event(starts_on=date(2028, 6, 10), repeats="weekly")

    assert event.coming_day(BEFORE) == date(2028, 6, 10)


def test_an_event_of_several_days_may_end_at_an_earlier_hour():
    event = pages.event()
    event.ends_on, event.ends_at = date(2026, 6, 12), time(12)

    event.full_clean()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"ends_at": time(17)}, "ends_at"),
        ({"ends_on": date(2026, 6, 1)}, "ends_on"),
        ({"ends_on": date(2026, 6, 10), "ends_at": time(17)}, "ends_at"),
        ({"repeats": "weekly", "repeats_until": date(2026, 6, 1)}, "repeats_until"),
        ({"location": None}, "place"),
        ({"sign_up": "link"}, "sign_up_link"),
    ],
)
def test_inconsistent_fields_are_refused_at_the_field(fields, field):
    event = pages.event()
    for name, value in fields.items():
        setattr(event, name, value)

    with pytest.raises(ValidationError) as refusal:
        event.full_clean()

    assert list(refusal.value.message_dict) == [field]


def test_the_page_of_a_full_event_says_so_and_has_no_form(client):
    factories.in_country("US", phone="+12125550142")
    pages.sign_up(pages.event("walk", places=1), BEFORE)

    page = client.get("/events/walk/")

    assert text(page, "#sign-up p") == (
        "It is full. Call us at (212) 555-0142 , and we tell you when a place comes "
        "free."
    )
    assert texts(page, "main form") == []


def test_too_many_seats_are_refused_at_the_field(client):
    pages.event("walk", places=2)
    with time_machine.travel(datetime(2026, 6, 9, 11, tzinfo=UTC), tick=False):
        form = fields(client.get("/events/walk/"))
    data = {**form, "name": "Robin", "email": "robin@example.com", "seats": "3"}

    response = client.post(
        "/events/walk/sign-up/", data, headers={"origin": "http://testserver"}
    )

    assert response.status_code == 422
    assert errors(response) == ["Only 2 places left."]
    assert fields(response) == data


def test_a_cancelled_event_does_not_link_to_its_tickets(client):
    link = {"sign_up": "link", "sign_up_link": "https://tickets.example.com/"}
    pages.event("off", status="cancelled", **link)
    pages.event("on", **link)

    assert links(client.get("/events/off/"), "main .button") == {}
    assert links(client.get("/events/on/"), "main .button") == {
        "Sign up": "https://tickets.example.com/"
    }


def test_the_page_of_a_monthly_weekend_shows_the_next_dates(client):
    pages.event(
        "weekend",
        starts_on=date(2026, 1, 3),
        ends_on=date(2026, 1, 4),
        repeats="monthly",
    )

    page = client.get("/events/weekend/")

    assert facts(page)["When"] == (
        "Friday, July 3 to Saturday, July 4 6:00 pm to 7:00 pm monthly"
    )


def test_the_page_of_a_finished_series_shows_its_last_date(client):
    pages.event(
        "series",
        starts_on=date(2025, 6, 3),
        repeats="weekly",
        repeats_until=date(2025, 7, 3),
    )

    page = client.get("/events/series/")

    assert facts(page)["When"] == "Tuesday, July 1 6:00 pm to 7:00 pm weekly"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Free"),
        ({"price_note": "Pay what you can"}, "Pay what you can"),
        ({"price_cents": 4000, "price_note": "per couple"}, "$40 per couple"),
    ],
)
def test_the_price_reads_the_same_on_the_page_and_in_the_list(client, fields, words):
    pages.event("walk", **fields)

    assert facts(client.get("/events/walk/"))["Price"] == words
    assert text(client.get("/events/"), ".event-row h3 + p") == (
        f"6:00 pm to 7:00 pm, Lantern Square · {words}"
    )


def test_events_of_one_day_are_listed_by_start_time(client):
    pages.event("evening", title="In the evening")
    pages.event("morning", title="In the morning", starts_at=time(9))

    page = client.get("/events/")

    assert texts(page, ".event-row h3") == ["In the morning", "In the evening"]


def test_past_events_stay_online_and_are_marked_as_past(client):
    pages.event("old", starts_on=date(2026, 1, 1))

    assert texts(client.get("/events/old/"), NOTICES) == ["This event is over."]
    page = client.get("/events/")
    assert texts(page, "main h2") == ["Past events"]
    assert texts(page, ".event-row .teaser__kind") == ["Class · is over"]


def test_the_list_can_be_filtered_by_kind(client):
    pages.event("walk", title="A walk", kind="community")
    pages.event("talk", title="A talk", kind="talk")

    page = client.get("/events/?kind=talk")

    assert texts(page, ".event-row h3") == ["A talk"]


def test_the_calendar_file_repeats_in_local_time(client):
    pages.event("class", repeats="weekly", starts_on=date(2026, 6, 10))

    answer = client.get("/feeds/events/class.ics")

    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].dt == datetime(2026, 6, 10, 18, tzinfo=NEW_YORK)
    assert event["dtstart"].params["TZID"] == "America/New_York"
    assert event["rrule"]["FREQ"] == ["WEEKLY"]
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_the_feed_lists_upcoming_events_only(client):
    pages.event("next")
    pages.event("old", starts_on=date(2026, 1, 1))
    pages.event("off", status=EventPage.Status.CANCELLED)

    events = Calendar.from_ical(client.get("/feeds/events.ics").content).walk("VEVENT")

    assert [str(event["summary"]) for event in events] == ["Next"]
    assert timezone.now() == BEFORE
