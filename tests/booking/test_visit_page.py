"""The personal page of a visit: change, cancel, calendar file, and its end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from booking import links
from booking.models import Appointment
from booking.models.appointments import Status
from booking.public.forms import shows
from outbox.models import Message
from tests import factories, mails
from tests.booking import flow
from tests.booking.flow import opening
from tests.factories import NOW, booked
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

    assert "You are booked, Robin" in page.text
    assert "Monday, June 8, 9:00 am to 10:00 am (EDT)" in page.text
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
    assert "This link has ended" in page.text


def test_changing_the_time_asks_for_confirmation_first(client, visit):
    assert "10:30 am" in client.get(address(visit, "time/?day=2026-06-08")).text
    value = opening("10:30")
    assert (
        "Until now"
        in client.get(address(visit, "time/confirm/"), {"opening": value}).text
    )

    done = client.post(address(visit, "time/confirm/"), {"opening": value}, follow=True)

    assert "Your visit is changed." in done.text
    visit.refresh_from_db()
    assert visit.starts_at.isoformat() == "2026-06-08T14:30:00+00:00"
    assert visit.sequence == 1


def test_times_overlapping_the_visit_itself_are_offered(client, visit):
    assert "9:15 am" in client.get(address(visit, "time/?day=2026-06-08")).text


def test_another_therapist_can_be_chosen(client, visit):
    booked("13:00", browser="b", person="imani")
    page = client.get(address(visit, "time/?day=2026-06-08&anyone=1")).text
    assert "Tomasz" in page

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
    assert "Choose another time" in page.text
    visit.refresh_from_db()
    assert visit.sequence == 0


def test_a_visit_within_a_day_can_only_be_changed_by_phone(client, visit, time_machine):
    time_machine.move_to(visit.starts_at - timedelta(hours=20))

    assert "To change it, call" in client.get(address(visit)).text
    assert client.get(address(visit, "time/")).status_code == 409


def test_cancelling_offers_new_times_on_the_same_page(client, visit):
    page = client.get(address(visit, "cancel/"))
    assert "Cancel your visit on Monday, June 8?" in page.text
    assert "It costs nothing." in page.text

    done = cancel(client, visit, reason="Away")

    assert "Your visit is cancelled" in done.text
    assert done.text.count('class="slot"') == 3
    assert Appointment.objects.get().status == Status.CANCELLED


def test_cancelling_twice_shows_the_same_page(client, visit):
    for _ in range(2):
        done = cancel(client, visit)

    assert "Your visit is cancelled" in done.text
    assert Message.objects.filter(kind="cancelled").count() == 1


def test_the_late_fee_is_stated_before_and_after_cancelling(client, time_machine):
    first = booked("09:00", person="imani")
    proof = factories.proven(first)
    second = booked("13:00", browser="b", person="imani", proof=proof)
    time_machine.move_to(first.starts_at - timedelta(hours=5))
    flow.prove(client, first)

    assert "we waive it" in client.get(address(first, "cancel/")).text
    cancel(client, first)
    assert "Cancelling now costs $82.50" in client.get(address(second, "cancel/")).text
    cancel(client, second)

    said = [mails.paragraphs(mail)[1] for mail in mails.leaving(timezone.now())]
    assert sorted(said) == [
        "As it was a late cancellation, the fee is $82.50.",
        "It came late, but this time there is no fee.",
    ]


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
    assert len(sent) == 4
    assert {link in mails.links(mail).values() for mail in sent} == {True}


def test_a_visit_that_has_begun_cannot_be_cancelled_online(client, time_machine):
    url = flow.booked(client)
    visit = Appointment.objects.get()
    time_machine.move_to(visit.starts_at + timedelta(minutes=5), tick=False)

    answer = client.post(url + "cancel/", {"shows": shows(visit)})

    assert answer.status_code == 410
    visit.refresh_from_db()
    assert visit.status == Status.BOOKED
