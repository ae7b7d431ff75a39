"""Invalid input gets a clear page with the right status and changes nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest

from booking.models import Appointment, Draft
from booking.models.appointments import Status
from tests import factories
from tests.booking import flow
from tests.booking.flow import opening
from tests.factories import MONDAY, NOW
from tests.screens import heading, links, text, texts

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    place = factories.clinic("Imani")
    with factories.services.schedule_change():
        factories.treatment("prenatal", [])
    return place


def value(text):
    return f"{text}/lantern-square/imani"


NOT_OURS = (400, "This is not one of our times")
NOT_TOGETHER = (400, "That does not go together")
UNKNOWN = (404, "We do not know that name")

BAD_TIMES = [
    ("forged", "not/a/time", NOT_OURS),
    ("too few parts", "2026-06-08T13:00Z", NOT_OURS),
    ("wall clock without Z", value("2026-06-08T09:00"), NOT_OURS),
    ("an hour that the clock skips", value("2026-03-08T02:30"), NOT_OURS),
    ("no such date", value("2026-02-30T13:00Z"), NOT_OURS),
    ("far beyond any calendar", value("9999-12-31T23:55Z"), NOT_OURS),
    ("long before any calendar", value("0001-01-01T00:00Z"), NOT_OURS),
    ("not on the grid", opening("09:05"), NOT_OURS),
    ("not on the tick", value("2026-06-08T13:02Z"), NOT_OURS),
    (
        "past",
        opening("09:00", TODAY - timedelta(days=1)),
        (410, "This time has passed"),
    ),
    ("too soon", opening("12:15", TODAY), (409, "This time is too soon")),
    (
        "too far",
        opening("09:00", TODAY + timedelta(days=61)),
        (409, "This is too far ahead"),
    ),
    ("at night", opening("03:00"), (409, "Nobody works at that time")),
    ("unknown location", "2026-06-08T13:00Z/nowhere/imani", UNKNOWN),
    ("unknown therapist", "2026-06-08T13:00Z/lantern-square/nobody", UNKNOWN),
    ("a page of text", "x" * 5000, NOT_OURS),
    ("a NUL byte", value("2026-06-08T13:00Z\x00"), NOT_OURS),
    ("digits that are not ASCII", value("２０２６-06-08T13:00Z"), NOT_OURS),
]


@pytest.mark.parametrize(
    ("posted", "answer"),
    [case[1:] for case in BAD_TIMES],
    ids=[c[0] for c in BAD_TIMES],
)
def test_an_unavailable_time_gets_a_clear_error_page(client, posted, answer):
    page = flow.press(client, posted)

    assert (page.status_code, heading(page)) == answer
    assert links(page)["(212) 555-0142"] == "tel:+1-212-555-0142"
    assert not Appointment.objects.exists()


BAD_FORMS = [
    ("unknown treatment", {"treatment": "nothing"}, UNKNOWN),
    ("treatment nobody here offers", {"treatment": "prenatal"}, NOT_TOGETHER),
    ("a length that is not sold", {"length": 65}, NOT_TOGETHER),
    ("a length beyond reason", {"length": 10**30}, NOT_OURS),
    ("no length", {"length": ""}, NOT_OURS),
    ("unknown therapist asked for", {"therapist": "nobody"}, NOT_TOGETHER),
    ("unknown place asked for", {"location": "nowhere"}, NOT_TOGETHER),
    ("a therapist that is no slug", {"therapist": "<script>"}, NOT_OURS),
]


@pytest.mark.parametrize(
    ("changes", "answer"),
    [case[1:] for case in BAD_FORMS],
    ids=[c[0] for c in BAD_FORMS],
)
def test_a_tampered_form_gets_a_clear_error_page(client, changes, answer):
    page = flow.press(client, **changes)

    assert (page.status_code, heading(page)) == answer
    assert not Appointment.objects.exists()


def test_a_form_without_a_time_is_asked_for_one(client):
    page = client.post(
        "/book/hold/", {"treatment": "first-visit", "length": 60}, **flow.SAME_ORIGIN
    )

    assert page.status_code == 422
    assert heading(page) == "Choose a time to go on"
    assert texts(page, ".slot__time") == [
        "Today, 3:00 pm",
        "Today, 3:15 pm",
        "Today, 3:30 pm",
    ]


def test_a_taken_time_is_answered_with_the_next_three(client):
    factories.held("09:00")

    page = flow.press(client)

    assert page.status_code == 409
    assert heading(page) == "Somebody was faster"
    assert texts(page, ".slot__time") == [
        "Mon, Jun 8, 10:15 am",
        "Mon, Jun 8, 10:30 am",
        "Mon, Jun 8, 10:45 am",
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {},
    ],
)
def test_a_post_from_another_site_is_refused(client, headers):
    form = {"opening": opening(), "treatment": "first-visit", "length": 60}

    assert client.post("/book/hold/", form, **headers).status_code == 403
    assert not Appointment.objects.exists()


def test_too_many_posts_in_a_minute_are_refused(client, settings):
    settings.POSTS_PER_MINUTE = 3
    for _ in range(3):
        assert flow.press(client).status_code == 302

    assert flow.press(client).status_code == 429


def test_a_step_without_a_draft_is_not_found(client):
    for step in ("details", "safety", "check", "help"):
        assert client.get(f"/book/{uuid4()}/{step}").status_code == 404


def test_an_altered_key_books_nothing(client):
    base = flow.to_check(client)

    assert flow.book(client, base, key=uuid4()).status_code == 400
    assert flow.book(client, base, key="zero").status_code == 422
    assert not Appointment.objects.exclude(status=Status.HELD).exists()


@pytest.mark.parametrize(
    "field", ["name", "email", "phone"], ids=["name", "e-mail", "phone"]
)
@pytest.mark.parametrize("text", ["x" * 100_000, "a\x00b", " ", "\u202e"])
def test_an_invalid_field_is_shown_again_with_an_error(client, field, text):
    details = flow.press(client).headers["Location"]

    page = client.post(details, {**flow.DETAILS, field: text})

    assert page.status_code in (302, 422)
    assert page.status_code == 422 or field == "name"


def test_an_oversized_form_is_refused(client, settings):
    details = flow.press(client).headers["Location"]

    page = client.post(details, {**flow.DETAILS, "junk": "x" * 3_000_000})

    assert page.status_code == 400


def test_a_length_for_known_clients_is_not_sold_to_new_ones(client):
    with factories.services.schedule_change():
        length = factories.Treatment.objects.get(slug="first-visit").lengths.get()
        length.for_new_clients = False
        length.save()

    assert flow.press(client).status_code == 400
    assert flow.press(client, known="1").status_code == 302


BAD_ADDRESSES = [
    "/book/nothing/times/",
    "/book/first-visit/times/?length=7",
    "/book/first-visit/times/?length=60&therapist=nobody",
    "/book/first-visit/times/?length=60&location=nowhere",
    "/book/nothing/therapist/",
    "/visit/forged/",
    "/visit/00000000000000000000000000000000.abc/",
    "/health-form/forged/",
]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_unknown_or_forged_url_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("day", ["yesterday", "2026-99-99", "0001-01-01", "9999-12-31"])
def test_an_invalid_day_opens_the_first_day_with_times(client, day):
    page = client.get(f"/book/first-visit/times/?length=60&day={day}")

    assert page.status_code == 200
    assert text(page, "main h2") == "Monday, June 1: 4 times"


def test_an_invalid_time_leaves_no_draft_or_session(client):
    flow.press(client, "not/a/time")

    assert not Draft.objects.exists()
    assert not client.session.keys()


def test_a_start_on_a_closed_day_is_refused(client):
    factories.closure(MONDAY)

    page = flow.press(client)

    assert page.status_code == 409
    assert heading(page) == "Nobody works at that time"
