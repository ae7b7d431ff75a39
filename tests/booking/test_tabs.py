"""Several tabs: a page books what it shows, and no typed answer is lost."""

from datetime import timedelta

import pytest

from booking import exceptions, services
from booking.models import Appointment, Draft
from booking.models.appointments import Status
from booking.public.forms import shows
from tests import factories
from tests.booking import flow
from tests.factories import MONDAY, NOW, held
from tests.screens import errors, fields, heading, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


def test_a_page_that_shows_another_time_books_nothing(client):
    first_tab = flow.to_check(client)
    form = dict(flow.shown(client, first_tab))
    flow.press(client, flow.opening("15:00"))

    answer = client.post(first_tab + "check", form)

    assert answer.status_code == 409
    assert heading(answer) == "This page shows another time"
    assert texts(answer, "main a.button") == ["Go on with Monday, June 8, 3:00 pm"]
    assert not Appointment.objects.exclude(status__in=["held", "expired"]).exists()


def test_a_form_that_shows_another_start_books_nothing(client):
    base = flow.to_check(client)
    held = Appointment.objects.get()
    wrong = shows(held).replace("T13:00Z", "T19:00Z")

    assert flow.book(client, base, shows=wrong).status_code == 409
    held.refresh_from_db()
    assert held.status == Status.HELD


def test_typed_answers_survive_the_end_of_the_hold(client, time_machine):
    details = flow.press(client).headers["Location"]
    time_machine.move_to(NOW + timedelta(minutes=12), tick=False)

    typed = {"name": "Robin Vale", "email": "robin@", "phone": "9"}

    ended = client.post(details, typed)

    assert ended.status_code == 410
    again = client.get(flow.press(client).headers["Location"])
    assert flow.typed(again) == typed


def test_extending_a_hold_keeps_the_typed_answers(client):
    details = flow.press(client).headers["Location"]
    extend = details.replace("details", "extend")

    typed = {"name": "Robin Va", "email": "r", "phone": ""}

    back = client.post(extend, {"step": "details", **typed})

    assert back.headers["Location"] == details
    page = client.get(details)
    assert flow.typed(page) == typed
    assert text(page, ".held") == f"{flow.KEEPING} until 12:20 pm (EDT)."


def test_a_hold_can_be_extended_three_times_by_ten_minutes(client):
    details = flow.press(client).headers["Location"]
    extend = details.replace("details", "extend")
    for _ in range(3):
        assert texts(client.get(details), "main button") == [
            "Continue",
            "Keep it ten minutes longer",
        ]
        client.post(extend, {"step": "details"})

    page = client.get(details)
    assert text(page, ".held") == f"{flow.KEEPING} until 12:40 pm (EDT)."
    assert texts(page, "main button") == ["Continue"]


def test_choosing_the_same_time_twice_returns_the_first_hold(client):
    first, second = (flow.press(client).headers["Location"] for _ in range(2))

    assert first == second
    assert Appointment.objects.count() == 1


def test_choosing_five_times_leaves_one_hold():
    for wall in ("09:00", "10:30", "12:00", "13:30", "15:00"):
        held(wall)

    live = Appointment.objects.filter(status=Status.HELD)
    assert live.count() == 1
    assert live.get().draft.browser == "one"


def test_a_hold_cannot_be_booked_on_a_closed_day(client):
    base = flow.to_check(client)
    factories.closure(MONDAY)

    answer = flow.book(client, base)

    assert answer.status_code == 409
    assert heading(answer) == "Nobody works at that time"
    assert Appointment.objects.get().status == Status.HELD


@pytest.mark.parametrize("change", ["time off", "last day", "hours", "room"])
def test_a_hold_cannot_be_booked_after_the_schedule_changed(change):
    draft = held("09:00", person="imani")
    therapist = draft.appointment.therapist
    if change == "time off":
        factories.time_off(therapist, "2026-06-08T13:30", "2026-06-08T14:00")
    with services.schedule_change():
        if change == "last day":
            therapist.last_day_on = MONDAY - timedelta(days=1)
            therapist.save()
        if change == "hours":
            therapist.working_hours.update(starts_at="09:15")
        if change == "room":
            draft.appointment.room.in_use = False
            draft.appointment.room.save()

    with pytest.raises(exceptions.OutsideHours):
        services.book(
            draft=draft, contact=factories.ROBIN, safety=factories.NO_FLAGS, now=NOW
        )


def test_a_draft_expires_from_its_last_use(client, time_machine):
    base = flow.to_check(client)
    Draft.objects.update(used_at=NOW - timedelta(hours=25))
    assert client.get(base + "check").status_code == 200
    client.post(base + "details", flow.DETAILS)

    services.forget_old_drafts(NOW - timedelta(days=1))

    assert client.get(base + "check").status_code == 200


def test_a_browser_without_cookies_is_told_to_allow_them(client):
    details = flow.press(client).headers["Location"]
    client.cookies.clear()

    page = client.get(details)

    assert page.status_code == 404
    assert texts(page, "main li")[1] == (
        "Just pressed a time here? Then this browser keeps no cookies for us. Allow "
        "them for this site, we use one to know your booking again, and press the time "
        "once more."
    )


def test_a_browser_without_cookies_keeps_no_time_from_others(client):
    details = flow.press(client).headers["Location"]
    client.cookies.clear()

    client.get(details)

    assert Appointment.objects.get().status == Status.EXPIRED
    assert flow.press(client).status_code == 302


@pytest.mark.parametrize("use", ["later", "typed", "elsewhere", "with cookies"])
def test_a_page_opened_in_another_browser_releases_nothing(client, time_machine, use):
    details = flow.press(client).headers["Location"]
    stranger = type(client)()
    if use == "later":
        time_machine.move_to(NOW + timedelta(seconds=31), tick=False)
    if use == "typed":
        time_machine.move_to(NOW + timedelta(seconds=5), tick=False)
        client.post(details, {"name": "Robin"})
    if use == "with cookies":
        stranger.cookies["language"] = "en"

    stranger.get(details, REMOTE_ADDR="10.0.0.9" if use == "elsewhere" else "127.0.0.1")

    assert Appointment.objects.get().status == Status.HELD


def test_a_cancelled_visit_says_so_instead_of_too_late_to_change(client):
    url = flow.booked(client)
    services.cancel(appointment=Appointment.objects.get(), now=NOW)

    page = client.get(url + "time/")

    assert page.status_code == 409
    assert heading(page) == "This visit is off already"


def test_cancelling_from_a_stale_page_is_refused(client):
    url = flow.booked(client)
    visit = Appointment.objects.get()
    form = {"shows": shows(visit)}
    services.reschedule(
        appointment=visit,
        choice=factories.choice(),
        start=factories.at("13:00"),
        now=NOW,
    )

    answer = client.post(url + "cancel/", form)

    assert answer.status_code == 409
    visit.refresh_from_db()
    assert visit.status == Status.BOOKED


def test_a_likely_typo_in_the_address_is_questioned_once(client):
    details = flow.press(client).headers["Location"]
    form = {**flow.DETAILS, "email": "robin@gmial.com"}

    asked = client.post(details, form)
    assert asked.status_code == 422
    assert errors(asked) == [
        "Did you mean robin@gmail.com? If robin@gmial.com is right, press Continue "
        "again."
    ]
    assert fields(asked)["asked_about"] == "robin@gmial.com"

    gone_on = client.post(details, {**form, "asked_about": "robin@gmial.com"})
    assert gone_on.status_code == 302


def test_a_long_name_without_spaces_is_accepted(client):
    details = flow.press(client).headers["Location"]

    assert client.post(details, {**flow.DETAILS, "name": "x" * 120}).status_code == 302


# Home visits


@pytest.fixture
def home():
    place = factories.location(
        "home-visits", visits_homes=True, served_postal_codes="10000 112"
    )
    with services.schedule_change():
        callum = factories.therapist("Callum", place)
        factories.treatment(
            "home-visit", [callum], is_home_visit=True, travel_minutes=45
        )
    return place


def press_home(client, postal_code):
    return flow.press(
        client,
        flow.opening("10:00", place="home-visits", person="callum"),
        treatment="home-visit",
        postal_code=postal_code,
    )


def test_the_postal_code_of_a_home_visit_is_asked_before_any_time(client, home):
    times = "/book/home-visit/times/?length=60"

    asked = client.get(times)
    assert texts(asked, "main label") == ["Postal code of your home"]
    refused = client.get(times + "&postal_code=94105")
    assert refused.status_code == 422
    assert errors(refused) == ["Home visits are possible in this area: 10000, 112"]
    found = client.get(times + "&postal_code=11201")
    assert text(found, "main h2") == "Monday, June 1: 1 time"


@pytest.mark.parametrize(
    ("code", "status"), [("94105", 422), ("", 422), ("112 01", 302), ("10000", 302)]
)
def test_an_address_outside_the_area_is_refused_before_the_hold(
    client, home, code, status
):
    assert press_home(client, code).status_code == status
    assert Appointment.objects.exists() == (status == 302)


def test_the_visit_keeps_the_postal_code_that_was_asked(client, home):
    details = press_home(client, "11201").headers["Location"]
    at_home = {"address": "12 Wharf Lane", "floor": "3", "has_elevator": "1"}
    client.post(details, {**flow.DETAILS, **at_home, "way_in": "Ring Vale"})
    base = details.removesuffix("details")
    client.post(base + "safety", {"ticked": "none"})
    flow.book(client, base)

    visit = Appointment.objects.get()
    assert (visit.postal_code, visit.address, visit.floor) == (
        "11201",
        "12 Wharf Lane",
        "3",
    )
    assert (visit.has_elevator, visit.way_in) == (True, "Ring Vale")
    assert visit.client.proven_at is None
