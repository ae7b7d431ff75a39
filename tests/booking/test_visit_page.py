"""The personal page of a visit: change, cancel, calendar file, and its end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from booking import links, services
from booking.models import Appointment, BookingRules
from booking.models.appointments import Status
from booking.public.forms import shows
from outbox.models import Message
from tests import factories, mails, screens
from tests.booking import flow
from tests.booking.flow import opening
from tests.factories import NOW, booked
from tests.screens import facts, heading, text, texts
from web.tokens import token_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


@pytest.fixture
def visit():
    return booked("09:00", person="imani")


def address(visit, step=""):
    return f"/visit/{links.shown(visit)}/{step}"


def cancel(client, visit, **form):
    """Press the button of the cancel page."""
    visit.refresh_from_db()
    form = {"shows": shows(visit), **form}
    return client.post(address(visit, "cancel/"), form, follow=True)


def ics(client, visit):
    """The one event of the calendar file, and its calendar."""
    response = client.get(address(visit, "visit.ics"))
    calendar = Calendar.from_ical(response.content)
    assert response.headers["Content-Type"] == (
        f"text/calendar; charset=utf-8; method={calendar['METHOD']}"
    )
    return calendar, calendar.walk("VEVENT")[0]


def test_the_page_shows_the_visit_but_only_the_first_name(client, visit):
    page = client.get(address(visit))

    assert heading(page) == "You are booked, Robin"
    assert facts(page) == {
        "When": "Monday, June 8, 9:00 am to 10:00 am (EDT)",
        "Where": "Lantern Square, 18 Lantern Square, New York, NY",
        "With": "Imani",
        "Price": "$165",
        "Reference": visit.reference,
    }
    assert "Vale" not in page.text
    assert "robin@example.com" not in page.text
    assert page.headers["Cache-Control"] == "no-store, private"


def test_an_altered_link_is_not_found(client, visit):
    link = address(visit)

    assert client.get(link[:-3] + "xx/").status_code == 404
    assert client.get(f"/visit/{visit.pk.hex}/").status_code == 404
    assert (
        client.get(f"/visit/{token_for(visit.pk, 'health-form')}/").status_code == 404
    )


def test_the_link_ends_thirty_days_after_the_visit(client, visit, time_machine):
    time_machine.move_to(visit.ends_at + timedelta(days=30))
    assert client.get(address(visit)).status_code == 200

    time_machine.move_to(visit.ends_at + timedelta(days=30, minutes=1))
    page = client.get(address(visit))
    assert page.status_code == 410
    assert heading(page) == "This link has ended"


def test_changing_the_time_asks_for_confirmation_first(client, visit):
    value = opening("10:30")
    times = client.get(address(visit, "time/?day=2026-06-08"))
    assert flow.offered(times, value) == ["10:30 am Imani, Lantern Square"]
    asked = client.get(address(visit, "time/confirm/"), {"opening": value})
    assert facts(asked) == {
        "Until now": "Monday, June 8, 9:00 am with Imani, Lantern Square",
        "New": "Monday, June 8, 10:30 am (EDT) with Imani, Lantern Square",
    }

    done = client.post(address(visit, "time/confirm/"), {"opening": value}, follow=True)

    assert text(done, ".flash") == (
        "Your visit is changed. We have sent you the new time."
    )
    visit.refresh_from_db()
    assert visit.starts_at.isoformat() == "2026-06-08T14:30:00+00:00"
    assert visit.sequence == 1


def test_times_overlapping_the_visit_itself_are_offered(client, visit):
    page = client.get(address(visit, "time/?day=2026-06-08"))

    assert flow.offered(page, opening("09:15")) == ["9:15 am Imani, Lantern Square"]


def test_another_therapist_can_be_chosen(client, visit):
    booked("13:00", browser="b", person="imani")
    page = client.get(address(visit, "time/?day=2026-06-08&anyone=1"))
    tomasz = opening("13:00", person="tomasz")
    assert flow.offered(page, tomasz) == ["1:00 pm Tomasz, Lantern Square"]

    client.post(
        address(visit, "time/confirm/"), {"opening": opening("09:00", person="tomasz")}
    )

    visit.refresh_from_db()
    assert visit.therapist.name == "Tomasz"


@pytest.mark.parametrize(
    ("value", "status"), [("not/a/time", 400), ("", 400), (None, 422), ("taken", 409)]
)
def test_an_invalid_change_is_refused_and_changes_nothing(client, visit, value, status):
    if value == "taken":
        other = booked("11:00", browser="b", person="imani")
        assert other.status == Status.BOOKED
        value = opening("11:15")
    form = {} if value is None else {"opening": value}

    page = client.post(address(visit, "time/confirm/"), form)

    assert page.status_code == status
    assert screens.links(page)["Choose another time"] == address(visit, "time/")
    visit.refresh_from_db()
    assert visit.sequence == 0


def test_a_visit_within_a_day_can_only_be_changed_by_phone(client, visit, time_machine):
    time_machine.move_to(visit.starts_at - timedelta(hours=20))

    page = client.get(address(visit))
    assert texts(page, "section > p")[1] == (
        "It is less than 24 hours until the visit. To change it, call "
        "(212) 555-0142 . You can still cancel here; the page says what it costs."
    )
    assert client.get(address(visit, "time/")).status_code == 409


def test_cancelling_offers_new_times_on_the_same_page(client, visit):
    page = client.get(address(visit, "cancel/"))
    assert heading(page) == "Cancel your visit on Monday, June 8?"
    assert texts(page, "main p:not(.hint)") == [
        "It costs nothing. The time goes back to others at once.",
        "Choose another time instead",
    ]

    done = cancel(client, visit, reason="Away")

    assert heading(done) == "Your visit is cancelled"
    assert texts(done, ".slot__time") == [
        "Today, 3:00 pm",
        "Today, 3:15 pm",
        "Today, 3:30 pm",
    ]
    assert Appointment.objects.get().status == Status.CANCELLED


def test_cancelling_twice_shows_the_same_page(client, visit):
    for _ in range(2):
        done = cancel(client, visit)

    assert heading(done) == "Your visit is cancelled"
    assert Message.objects.filter(kind="cancelled").count() == 1


def test_the_late_fee_is_stated_before_and_after_cancelling(client, time_machine):
    first = booked("09:00", person="imani")
    proof = factories.proven(first)
    second = booked("13:00", browser="b", person="imani", proof=proof)
    time_machine.move_to(first.starts_at - timedelta(hours=5))
    flow.prove(client, first)

    assert text(client.get(address(first, "cancel/")), ".callout") == (
        "It is less than 24 hours until the visit, so the fee would be $82.50. It is "
        "your first late cancellation in 12 months: we waive it."
    )
    cancel(client, first)
    assert text(client.get(address(second, "cancel/")), ".callout") == (
        "It is less than 24 hours until the visit. Cancelling now costs $82.50, half "
        "of the price. If you are ill, call us first: (212) 555-0142 ."
    )
    cancel(client, second)

    said = [mails.paragraphs(mail)[1] for mail in mails.leaving(timezone.now())]
    assert sorted(said) == [
        "As it was a late cancellation, the fee is $82.50.",
        "It came late, but this time there is no fee.",
    ]


@pytest.mark.parametrize(
    ("rules", "warned", "said"),
    [
        (
            {"late_fee_percent": 20, "waives_first_late": False},
            "It is less than 24 hours until the visit. Cancelling now costs $33, 20% "
            "of the price. If you are ill, call us first: (212) 555-0142 .",
            "As it was a late cancellation, the fee is $33.",
        ),
        (
            {"late_fee_percent": 20},
            "It is less than 24 hours until the visit, so the fee would be $33. It is "
            "your first late cancellation in 12 months: we waive it.",
            "It came late, but this time there is no fee.",
        ),
        (
            {"late_fee_percent": 0},
            "It costs nothing. The time goes back to others at once.",
            "There is nothing to pay.",
        ),
    ],
)
def test_a_late_cancellation_is_told_the_rule_in_force(
    client, time_machine, rules, warned, said
):
    with services.schedule_change():
        BookingRules.objects.update(**rules)
    visit = booked("09:00")
    with services.schedule_change():  # later rules do not change what was agreed
        BookingRules.objects.update(late_fee_percent=90, waives_first_late=True)
    time_machine.move_to(visit.starts_at - timedelta(hours=5))
    flow.prove(client, visit)

    assert warned in texts(client.get(address(visit, "cancel/")), "main p")
    cancel(client, visit)

    [mail] = [m for m in mails.leaving(timezone.now()) if "Cancelled" in m.subject]
    assert mails.paragraphs(mail)[1] == said


def test_the_calendar_file_keeps_its_uid_and_raises_its_sequence(client, visit):
    calendar, event = ics(client, visit)
    assert calendar["METHOD"] == "PUBLISH"
    assert event["UID"] == f"{visit.pk}@plumbline"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event.decoded("DTSTART").isoformat() == "2026-06-08T09:00:00-04:00"
    assert calendar.walk("VTIMEZONE")[0]["TZID"] == "America/New_York"

    client.post(address(visit, "time/confirm/"), {"opening": opening("13:00")})
    _, moved = ics(client, visit)
    assert (moved["UID"], moved["SEQUENCE"]) == (event["UID"], 1)

    cancel(client, visit)
    calendar, gone = ics(client, visit)
    assert calendar["METHOD"] == "CANCEL"
    assert (gone["UID"], gone["SEQUENCE"], gone["STATUS"]) == (
        event["UID"],
        2,
        "CANCELLED",
    )


def test_neither_mails_nor_calendar_files_name_the_treatment(client, visit):
    _, event = ics(client, visit)
    assert event["SUMMARY"] == "Visit at Kestrel Row"

    for mail in mails.leaving(NOW):
        assert "first visit" not in f"{mail.subject} {mail.message()}".lower()


def test_every_mail_contains_the_mailed_link(client, visit):
    link = links.visit_url(visit)
    client.post(address(visit, "time/confirm/"), {"opening": opening("13:00")})

    sent = mails.leaving(NOW) + mails.leaving(visit.starts_at - timedelta(hours=20))
    way = "See, change or cancel the visit"
    assert [mails.links(mail)[way] for mail in sent] == [link] * 4


def test_a_visit_that_has_begun_cannot_be_cancelled_online(client, time_machine):
    url = flow.booked(client)
    visit = Appointment.objects.get()
    time_machine.move_to(visit.starts_at + timedelta(minutes=5), tick=False)

    answer = client.post(url + "cancel/", {"shows": shows(visit)})

    assert answer.status_code == 410
    visit.refresh_from_db()
    assert visit.status == Status.BOOKED
