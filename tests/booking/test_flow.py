"""From a time to a visit, page by page."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from booking import services
from booking.models import (
    Appointment,
    BookingRules,
    CallRequest,
    Draft,
    Treatment,
    TreatmentLength,
)
from booking.models.appointments import Status
from booking.public.forms import shows
from clients.models import Client
from intake import for_therapists
from intake.cautions import WEEKS_TOLD_ON
from intake.levels import Level
from locations.models import Location
from outbox.models import Message
from tests import factories
from tests.booking import flow
from tests.factories import NOW
from tests.screens import errors, fields, heading, links, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


def test_choosing_a_time_holds_it_and_asks_for_details(client):
    response = flow.press(client)

    assert response.status_code == 302
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    assert text(page, ".held") == f"{flow.KEEPING} until 12:10 pm (EDT)."


def test_a_complete_booking_ends_on_the_page_of_the_visit(client):
    url = flow.booked(client)

    page = client.get(url)
    assert page.status_code == 200
    assert heading(page) == "You are booked, Robin"
    assert Appointment.objects.get().status == Status.BOOKED


def test_returning_to_a_booked_draft_leads_to_the_same_visit(client):
    base = flow.to_check(client)
    first = flow.book(client, base)

    again = client.get(base + "check")

    assert again.status_code == 302
    assert again.headers["Location"] == first.headers["Location"]
    assert Message.objects.filter(kind="confirmation").count() == 1


def test_going_back_shows_the_answers(client):
    base = flow.to_check(client)

    page = client.get(base + "details")

    assert flow.typed(page) == flow.DETAILS


def test_choosing_another_time_keeps_the_answers(client):
    flow.to_check(client)

    second = flow.press(client, flow.opening("13:00")).headers["Location"]

    assert flow.typed(client.get(second)) == flow.DETAILS
    client.post(second, flow.DETAILS)
    safety = second.replace("details", "safety")
    assert fields(client.get(safety))["ticked"] == ["none"]
    assert Appointment.objects.filter(status=Status.HELD).count() == 1


def test_an_invalid_form_shows_its_errors_and_keeps_the_input(client):
    details = flow.press(client).headers["Location"]

    wrong = {"name": "Robin", "email": "robin@", "phone": "12"}

    page = client.post(details, wrong)

    assert page.status_code == 422
    assert text(page, "title") == "Error: Your details – Kestrel Row"
    assert flow.typed(page) == wrong
    assert errors(page) == [
        "Enter a valid e-mail address.",
        "Enter a phone number, with the country code if it is abroad.",
    ]


def test_none_of_these_cannot_be_combined_with_a_statement(client):
    base = flow.press(client).headers["Location"].removesuffix("details")

    page = client.post(base + "safety", {"ticked": ["none", "nerves"]})

    assert page.status_code == 422
    assert errors(page) == ["You ticked “none” and something else. Untick one of them."]


@pytest.mark.parametrize(
    ("ticked", "advice"),
    [
        ("nerves", "Go to an emergency department now. Do not drive yourself."),
        ("sudden", "Call 911 now."),
        ("fall-or-fever", "Be seen now, in an emergency department."),
        (
            "pregnancy",
            "Call your maternity team now. If you cannot reach them, or feel faint, "
            "call 911.",
        ),
        (
            "swollen-leg",
            "Be seen by a doctor today, in an emergency department if need be.",
        ),
    ],
)
def test_an_emergency_sign_shows_what_to_do_and_books_nothing(client, ticked, advice):
    base = flow.to_check(client, ticked=ticked)

    page = client.get(base + "help")
    assert heading(page) == "Please get help now"
    assert texts(page, "main strong") == [advice]

    check = client.get(base + "check")
    assert check.headers["Location"] == base + "help"
    key = Draft.objects.get().one_time_key
    assert (
        client.post(base + "check", {"key": key}).headers["Location"] == base + "help"
    )
    assert not Appointment.objects.exclude(status=Status.HELD).exists()


@pytest.mark.parametrize("ticked", ["cancer-or-bones", "infection-or-clot"])
def test_a_doctor_first_sign_allows_only_a_request(client, ticked):
    base = flow.to_check(client, ticked=ticked)
    assert heading(client.get(base + "help")) == "Please see a doctor first"
    assert text(client.get(base + "check"), "#step .button") == "Send the request"

    url = flow.book(client, base).headers["Location"]

    assert heading(client.get(url)) == "We have your request, Robin"
    assert Appointment.objects.get().status == Status.REQUESTED


def test_the_strictest_of_several_signs_decides(client):
    base = flow.to_check(client, ticked=["cancer-or-bones", "nerves"])

    assert heading(client.get(base + "help")) == "Please get help now"


def test_a_client_who_ticked_by_mistake_can_continue(client):
    base = flow.to_check(client, ticked="nerves")

    client.post(base + "safety", {"ticked": "none"})

    assert client.get(base + "check").status_code == 200


def test_a_client_can_ask_to_be_called(client):
    base = flow.to_check(client, ticked="nerves")

    page = client.post(base + "call")

    assert heading(page) == "We will call you"
    call = CallRequest.objects.get()
    assert (call.name, call.level) == ("Robin Vale", Level.EMERGENCY)


def test_a_client_who_claims_to_be_known_still_answers_the_statements(client):
    details = flow.press(client, known="1").headers["Location"]
    base = details.removesuffix("details")

    assert client.post(details, flow.DETAILS).headers["Location"] == base + "safety"
    assert client.get(base + "check").headers["Location"] == base + "safety"


def test_a_proven_client_answers_one_question_instead_of_the_statements(client):
    flow.prove(client, factories.booked("15:00"))
    check = flow.press(client, known="1").headers["Location"]
    base = check.removesuffix("check")

    assert flow.book(client, base).status_code == 422
    visit = flow.book(client, base, changed="0").headers["Location"]

    assert heading(client.get(visit)) == "You are booked, Robin"
    booked = Appointment.objects.get(starts_at=factories.instant("09:00"))
    assert booked.safety_check.answers == {"changed": False}
    assert not booked.safety_check.is_complete


@pytest.mark.parametrize(
    ("weeks", "status"), [(8, Status.REQUESTED), (14, Status.BOOKED)]
)
def test_a_new_visit_is_weighed_by_the_form_filled_in_before(client, weeks, status):
    before = factories.booked("15:00")
    form = before.submission
    form.answers = {
        "pregnancy": "pregnant",
        "weeks": weeks,
        WEEKS_TOLD_ON: NOW.date().isoformat(),
    }
    form.saved_pages = ["further"]
    form.save()
    flow.prove(client, before)
    base = flow.press(client, known="1").headers["Location"].removesuffix("check")

    visit = flow.book(client, base, changed="0").headers["Location"]

    booked = Appointment.objects.get(starts_at=factories.instant("09:00"))
    assert (booked.submission, booked.status) == (form, status)
    asked = CallRequest.objects.filter(appointment=booked, level=Level.DOCTOR_FIRST)
    assert asked.count() == (status == Status.REQUESTED)
    says = {
        Status.REQUESTED: "We have your request, Robin",
        Status.BOOKED: "You are booked, Robin",
    }
    assert heading(client.get(visit)) == says[status]


def test_a_proven_client_whose_health_changed_takes_the_safety_check(client):
    flow.prove(client, factories.booked("15:00"))
    base = flow.press(client, known="1").headers["Location"].removesuffix("check")

    assert flow.book(client, base, changed="1").headers["Location"] == base + "safety"


def test_a_hold_can_be_extended(client, time_machine):
    base = flow.to_check(client)
    time_machine.move_to(NOW + timedelta(minutes=9))

    client.post(base + "extend", {"step": ""})

    page = client.get(base + "check")
    assert text(page, ".held") == f"{flow.KEEPING} until 12:20 pm (EDT)."


def test_an_expired_hold_offers_new_times_and_keeps_the_answers(client, time_machine):
    base = flow.to_check(client)
    time_machine.move_to(NOW + timedelta(minutes=11))

    page = client.get(base + "check")

    assert page.status_code == 410
    assert heading(page) == "The ten minutes are over"
    assert texts(page, ".slot__time") == [
        "Today, 3:15 pm",
        "Today, 3:30 pm",
        "Today, 3:45 pm",
    ]
    again = flow.press(client).headers["Location"]
    assert flow.typed(client.get(again)) == flow.DETAILS


def test_the_details_page_tells_when_another_therapist_is_held(client):
    factories.held("09:00", person="imani")

    details = flow.press(client, flow.opening("09:00", person="imani")).headers[
        "Location"
    ]

    assert text(client.get(details), ".callout") == (
        "That time had just gone with the therapist you saw. Tomasz is free then, so "
        "we keep it with them. Choose another time"
    )


def test_the_contents_of_a_draft_are_encrypted(client):
    flow.to_check(client)

    draft = Draft.objects.defer(None).get()
    sealed = draft.__dict__["contents"]
    assert b"Robin" not in sealed.stored


PERSONAL = ["details", "safety", "check"]


@pytest.mark.parametrize("step", PERSONAL)
def test_personal_pages_are_neither_stored_nor_indexed(client, step):
    base = flow.to_check(client)

    headers = client.get(base + step).headers

    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("step", PERSONAL)
def test_a_draft_belongs_to_the_browser_that_made_it(client, step):
    base = flow.to_check(client)
    stranger = type(client)()

    assert stranger.get(base + step).status_code == 404
    flow.press(stranger, flow.opening("13:00"))
    assert stranger.get(base + step).status_code == 404


def test_a_home_visit_requires_an_address(client):
    home = factories.location("home-visits", visits_homes=True)
    with factories.services.schedule_change():
        callum = factories.therapist("Callum", home)
        factories.treatment(
            "home-visit", [callum], is_home_visit=True, travel_minutes=45
        )

    details = flow.press(
        client,
        flow.opening("10:00", place="home-visits", person="callum"),
        treatment="home-visit",
    ).headers["Location"]

    page = client.post(details, flow.DETAILS)
    assert page.status_code == 422
    assert errors(page) == [
        "Enter the address that we should come to.",
        "Enter the floor, such as 3 or ground floor.",
        "Choose yes or no.",
    ]
    at_home = {"address": "12 Wharf Lane", "floor": "3", "has_elevator": "1"}
    assert client.post(details, {**flow.DETAILS, **at_home}).status_code == 302


def test_a_hold_survives_the_withdrawal_of_its_treatment(client):
    details = flow.press(client).headers["Location"]
    with services.schedule_change():
        Treatment.objects.update(is_offered=False)

    page = client.get(details)

    assert page.status_code == 200
    assert links(page)["Back"] == "/book/"


def test_a_home_visit_does_not_reveal_a_known_clients_address(client):
    Client.objects.create(
        name="Robin Vale",
        email="robin@example.com",
        phone="+12125550111",
        address="1 Secret Street",
        created_at=NOW,
    )
    base = flow.to_check(client)
    with services.schedule_change():
        Location.objects.update(visits_homes=True)

    answer = client.get(base + "check")

    assert answer.headers["Location"] == base + "details"
    assert fields(client.get(base + "details")) == {
        **flow.DETAILS,
        "address": "",
        "floor": "",
        "way_in": "",
        "asked_about": "",
    }


def test_a_name_that_contains_a_link_is_refused(client):
    details = flow.press(client).headers["Location"]

    page = client.post(details, {**flow.DETAILS, "name": "See https://evil.example"})

    assert page.status_code == 422
    assert errors(page) == ["Enter a name, without web or e-mail addresses."]


def test_an_unticked_emergency_sign_is_recorded_for_the_therapist(client):
    base = flow.to_check(client, ticked="nerves")
    client.post(base + "safety", {"ticked": "none"})

    flow.book(client, base)

    visit = Appointment.objects.get()
    assert visit.status == Status.BOOKED
    assert visit.safety_check.answers == {"ticked": [], "taken_back": ["nerves"]}
    assert visit.safety_check.level == Level.REVIEW
    [flag] = for_therapists.of(visit.submission, visit.safety_check)
    assert flag.advice == "Ticked before booking, then taken back: ask."


def test_the_known_parameter_never_skips_the_statements(client):
    details = flow.press(client, known="1").headers["Location"]
    base = details.removesuffix("details")
    client.post(details, flow.DETAILS)
    draft = Draft.objects.get()

    assert client.get(base + "check").headers["Location"] == base + "safety"
    form = {"key": draft.one_time_key, "shows": shows(draft.appointment)}
    client.post(base + "check", {**form, "changed": "0"})

    assert Appointment.objects.get().status == Status.HELD


def test_a_request_for_today_is_refused_as_too_soon(client, time_machine):
    time_machine.move_to(factories.instant("06:55"), tick=False)
    base = flow.to_check(client, value=flow.opening("12:00"), ticked="cancer-or-bones")

    page = client.get(base + "help")
    assert links(page, "main a.button") == {"Choose a later day": flow.TIMES}
    refused = flow.book(client, base)

    assert refused.status_code == 409
    assert heading(refused) == "This time is too soon"
    assert Appointment.objects.get().status == Status.HELD


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [("visit", Status.BOOKED), ("request", Status.REQUESTED), ("refused", None)],
)
def test_an_unproven_follow_up_is_handled_by_the_clinics_rule(client, rule, outcome):
    with services.schedule_change():
        BookingRules.objects.update(unproven_follow_up=rule)
        TreatmentLength.objects.update(for_new_clients=False)
    base = flow.to_check(client, known="1")

    answer = flow.book(client, base)

    if outcome:
        assert Appointment.objects.get().status == outcome
    else:
        assert answer.status_code == 403
        assert links(answer, "main a.button") == {
            "Get a code by e-mail": f"/been-here/?next={quote(base + 'check', safe='')}"
        }
