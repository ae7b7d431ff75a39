"""Staff pages: the day, a visit and its actions, and booking by phone."""

from datetime import timedelta

import pytest

from booking import services
from booking.models import Appointment, CallRequest
from booking.models.appointments import Status
from intake.levels import Level
from outbox.models import Message
from tests import factories, mails
from tests.booking.flow import opening
from tests.factories import DOCTOR_FIRST, MONDAY, NOW, booked
from tests.screens import facts, fields, heading, text, texts

pytestmark = pytest.mark.django_db

CHANGED = (
    "This has changed in the meantime. The visit or the timetable is not as your page "
    "showed it. Nothing was done. Please look at it again."
)
# Where a staff page shows what.
FEE = ".staff__cancel p"
HISTORY = "h2:-soup-contains(History) + ul li"
TODAY = "table:has(~ h2) td:nth-child(2)"
WEEK_AFTER = "h2 ~ table td:nth-child(2)"
WISH = {"treatment": "first-visit/60", "therapist": "", "location": "", "day": MONDAY}
CALLER = {
    "opening": opening("11:00"),
    "treatment": "first-visit/60",
    "name": "Ilse Marr",
    "email": "ilse@example.com",
    "phone": "212-555-0140",
    "safety": ["none"],
}


@pytest.fixture(autouse=True)
def place(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


def url_of(visit, step=""):
    return f"/admin/visits/{visit.pk}/{step}"


def said(page):
    """The error above a page, without the link that Wagtail adds to it."""
    return text(page, ".messages .error").removesuffix(" Go to the first error")


def status_of(visit):
    return Appointment.objects.get(pk=visit.pk).status


# A day


def test_the_day_page_shows_its_visits_and_those_of_the_week_after(desk):
    booked("09:00")
    page = desk.get(f"/admin/today/?day={MONDAY}")
    assert texts(page, TODAY) == ["Robin Vale not proven"]
    assert texts(page, WEEK_AFTER) == []

    page = desk.get(f"/admin/today/?day={MONDAY - timedelta(days=2)}")
    assert texts(page, TODAY) == []
    assert texts(page, WEEK_AFTER) == ["Robin Vale not proven"]


def test_a_visit_of_the_day_before_is_not_shown(desk):
    booked("15:30")

    page = desk.get(f"/admin/today/?day={MONDAY + timedelta(days=1)}")

    assert texts(page, ".staff p") == ["No visits.", "No visits."]


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-30"])
def test_an_invalid_day_shows_today(desk, day):
    assert heading(desk.get(f"/admin/today/?day={day}")) == "Monday, June 1"


def test_the_day_page_costs_the_same_queries_for_more_visits(
    desk, django_assert_num_queries, django_assert_max_num_queries
):
    booked("09:00", person="imani")
    url = f"/admin/today/?day={MONDAY}"
    desk.get(url)
    with django_assert_max_num_queries(30) as one:
        desk.get(url)
    booked("11:00", person="imani")
    booked("13:00", person="tomasz")

    # Time was booked: whether everything still fits is looked up once more.
    with django_assert_num_queries(len(one) + 1):
        desk.get(url)
    with django_assert_num_queries(len(one)):
        desk.get(url)


# A visit


def test_the_buttons_take_a_visit_from_arrived_to_done(desk, time_machine):
    visit = booked("09:00")
    time_machine.move_to(visit.starts_at, tick=False)

    for status in ("arrived", "in_progress", "done"):
        answer = desk.post(
            url_of(visit, "step/"), {"status": status, "next": "/admin/today/"}
        )
        assert answer.headers["Location"] == "/admin/today/"
        assert status_of(visit) == status


def test_a_skipped_step_changes_nothing(desk):
    visit = booked("09:00")

    page = desk.post(url_of(visit, "step/"), {"status": "done"}, follow=True)

    assert status_of(visit) == Status.BOOKED
    assert said(page) == "It is too early for that. The visit has not begun."


@pytest.mark.parametrize("next_url", ["https://evil.example/", "//evil", "foo", ""])
def test_a_step_never_redirects_to_another_site(desk, next_url):
    visit = booked("09:00")

    answer = desk.post(url_of(visit, "step/"), {"status": "arrived", "next": next_url})

    assert answer.headers["Location"] == "/admin/today/"


def test_cancelling_for_a_client_notifies_them(desk):
    visit = booked("09:00")
    assert text(desk.get(url_of(visit)), FEE) == (
        "Free of charge. The client gets a message."
    )

    desk.post(url_of(visit, "cancel/"), {"reason": "They called."})

    assert status_of(visit) == Status.CANCELLED
    assert Message.objects.filter(kind="cancelled", about=visit.pk).count() == 1
    assert texts(desk.get(url_of(visit)), HISTORY)[1] == (
        "Jun 1, noon: cancelled by Front desk (They called.)"
    )


def test_the_reason_of_a_cancellation_is_not_mailed_to_the_client(desk, client):
    visit = booked("09:00")

    desk.post(url_of(visit, "cancel/"), {"reason": "They called."})

    [mail] = mails.leaving(NOW)
    assert mail.subject.startswith("Cancelled: ")
    assert "They called." not in str(mail.message())


def test_cancelling_twice_shows_an_error(desk):
    visit = booked("09:00")
    desk.post(url_of(visit, "cancel/"), {})

    page = desk.post(url_of(visit, "cancel/"), {}, follow=True)

    assert said(page) == CHANGED
    assert Message.objects.filter(kind="cancelled").count() == 1


# Requests and calls


@pytest.mark.parametrize(
    ("answer", "status"), [("accept/", Status.BOOKED), ("decline/", Status.DECLINED)]
)
def test_a_request_is_answered_once(desk, answer, status):
    visit = booked("09:00", safety=DOCTOR_FIRST)
    assert texts(desk.get("/admin/calls/"), "tbody td:nth-child(2)") == ["Robin Vale"]
    shown = facts(desk.get(url_of(visit)), ".staff__facts")
    assert shown["Answer by"] == "Jun 2, 8:00 pm, then it is declined by itself"

    desk.post(url_of(visit, answer))
    assert status_of(visit) == status

    page = desk.post(url_of(visit, answer), follow=True)
    assert status_of(visit) == status
    assert said(page) == CHANGED


def test_a_completed_call_leaves_the_list(desk):
    call = CallRequest.objects.create(
        name="Odd Lunde", phone="+12125550141", level=Level.EMERGENCY, made_at=NOW
    )
    assert texts(desk.get("/admin/calls/"), "tbody td:nth-child(2)") == ["Odd Lunde"]

    desk.post(f"/admin/calls/{call.pk}/called/")

    page = desk.get("/admin/calls/")
    assert texts(page, ".messages .success") == ["Noted: Odd Lunde has been called."]
    assert texts(page, "tbody") == []
    call.refresh_from_db()
    assert call.called_at == NOW
    assert call.called_by is not None


# The phone


def test_the_desk_is_offered_every_quarter_hour_without_notice(desk):
    page = desk.get("/admin/phone/", {**WISH, "day": NOW.date()})

    quarters = [
        f"{hour}:{minute:02}" for hour in (1, 2, 3) for minute in (0, 15, 30, 45)
    ]
    assert texts(page, ".staff__times strong") == [
        "noon",
        "12:15 pm",
        "12:30 pm",
        "12:45 pm",
        *(f"{clock} pm" for clock in quarters),
    ]


def test_a_visit_is_booked_for_the_caller(desk):
    form = {"opening": opening("11:00"), "treatment": "first-visit/60"}
    page = desk.get("/admin/phone/book/", form)
    key = page.context["form"].initial["key"]

    answer = desk.post("/admin/phone/book/", {**CALLER, "key": key})

    visit = Appointment.objects.get()
    assert answer.headers["Location"] == url_of(visit)
    assert (visit.status, visit.therapist.slug) == (Status.BOOKED, "imani")
    assert Message.objects.filter(kind="confirmation").count() == 1


def test_submitting_twice_books_one_visit(desk):
    form = {**CALLER, "key": factories.key()}

    first = desk.post("/admin/phone/book/", form)
    second = desk.post("/admin/phone/book/", form)

    assert first.headers["Location"] == second.headers["Location"]
    assert Appointment.objects.count() == 1


def test_the_desk_can_book_a_time_off_the_grid(desk):
    form = {**CALLER, "other": "11:35", "key": factories.key()}

    picked = desk.get("/admin/phone/book/", {**form, "safety": ""})
    value = picked.context["form"].initial["opening"]
    desk.post("/admin/phone/book/", {**CALLER, "opening": value, "key": form["key"]})

    assert f"{Appointment.objects.get().local_start:%H:%M}" == "11:35"


def test_a_caller_with_an_emergency_is_not_booked(desk):
    form = {**CALLER, "safety": ["nerves"], "key": factories.key()}

    page = desk.post("/admin/phone/book/", form)

    assert texts(page, ".help-critical p") == ["Do not book. Tell them now:"]
    assert texts(page, ".help-critical li strong") == [
        "Go to an emergency department now. Do not drive yourself."
    ]
    assert not Appointment.objects.exists()


def test_a_time_taken_meanwhile_is_reported_and_the_form_is_kept(desk):
    booked("11:00", person="imani")

    page = desk.post("/admin/phone/book/", {**CALLER, "key": factories.key()})

    assert page.status_code == 409
    assert fields(page, "form.staff__phone")["name"] == "Ilse Marr"
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"opening": "nonsense"},
        {"opening": opening("11:00", person="nobody")},
        {"treatment": "first-visit/17"},
        {"treatment": "unknown"},
    ],
)
def test_a_forged_choice_returns_to_the_first_step(desk, changes):
    answer = desk.post("/admin/phone/book/", {**CALLER, **changes})

    assert answer.headers["Location"] == "/admin/phone/"
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"phone": "12"},
        {"email": "at home"},
        {"safety": []},
        {"safety": ["none", "nerves"]},
    ],
)
def test_an_incomplete_form_is_shown_again(desk, changes):
    page = desk.post(
        "/admin/phone/book/", {**CALLER, "key": factories.key(), **changes}
    )

    assert page.status_code == 422
    assert not Appointment.objects.exists()


def test_the_desk_moves_a_visit_to_another_therapist(desk):
    visit = booked("09:00", person="imani")
    assert texts(desk.get(url_of(visit, "move/")), ".staff > p") == [
        "Now: Monday, June 8, 9:00 am with Imani, Lantern Square. Back to the visit"
    ]

    desk.post(url_of(visit, "move/"), {"opening": opening("14:00", person="tomasz")})

    visit.refresh_from_db()
    assert (f"{visit.local_start:%H:%M}", visit.therapist.slug) == ("14:00", "tomasz")
    assert Message.objects.filter(kind="moved", about=visit.pk).count() == 1


def test_the_desk_cannot_move_a_visit_onto_another(desk):
    visit = booked("09:00", person="imani")
    other = booked("11:00", person="imani")

    page = desk.post(url_of(visit, "move/"), {"opening": opening("11:00")}, follow=True)

    visit.refresh_from_db()
    assert f"{visit.local_start:%H:%M}" == "09:00"
    assert status_of(other) == Status.BOOKED
    assert said(page) == (
        "Somebody was faster. This time was taken while you were looking at it. "
        "Nothing is lost: what you typed is still here."
    )


def test_a_cancelled_visit_offers_neither_moving_nor_cancelling(desk):
    visit = booked("09:00")
    services.cancel(appointment=visit, by=None, reason="", now=NOW)

    page = desk.get(url_of(visit))

    assert texts(page, ".staff .button") == [
        "I know them: proven",
        "Book another",
    ]


def test_the_desk_can_waive_the_fee(desk):
    first = booked("11:00")
    proof = factories.proven(first)
    services.cancel(appointment=first, now=NOW + timedelta(days=6, hours=12))
    visit = booked("09:00", now=NOW, proof=proof)
    Appointment.objects.filter(pk=visit.pk).update(
        starts_at=NOW + timedelta(hours=3), ends_at=NOW + timedelta(hours=4)
    )
    assert text(desk.get(url_of(visit)), FEE) == (
        "Late: the fee is $82.50. The client gets a message."
    )

    desk.post(url_of(visit, "cancel/"), {"no_fee": "on"})

    assert texts(desk.get(url_of(visit)), HISTORY)[1] == (
        "Jun 1, noon: cancelled by Front desk, late, fee waived"
    )


@pytest.mark.parametrize("known", ["", "foo", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_client_leaves_the_form_empty(desk, known):
    form = {"opening": opening("11:00"), "treatment": "first-visit/60", "client": known}

    page = desk.get("/admin/phone/book/", form)

    assert page.status_code == 200
    assert fields(page, "form.staff__phone")["name"] == ""


def test_a_known_clients_details_are_filled_in(desk):
    visit = booked("09:00")
    form = {"opening": opening("11:00"), "treatment": "first-visit/60"}

    page = desk.get("/admin/phone/book/", {**form, "client": visit.client_id})

    assert page.context["form"].initial["email"] == "robin@example.com"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "tomorrow"])
def test_an_out_of_range_day_does_not_break_the_page(sign_in, day):
    page = sign_in(factories.staff("Front desk")).get(f"/admin/today/?day={day}")

    assert page.status_code == 200
