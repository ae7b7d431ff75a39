"""The team hears of what clients do: at once, daily, or not at all."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from accounts.models import User
from accounts.roles import Role
from booking import services
from booking.messages import notices
from booking.models import NoticeChoice
from booking.services.confirming import Safety
from intake.levels import Level
from outbox import signals
from outbox.models import Message
from tests import factories, mails
from tests.factories import NOW, at, booked, choice
from therapists.models import Therapist

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DOCTOR_FIRST = Safety({"ticked": ["cancer-or-bones"]}, Level.DOCTOR_FIRST)

# Half past seven in the morning in New York, the day after NOW.
MORNING = NOW + timedelta(hours=19, minutes=30)


@pytest.fixture(autouse=True)
def place():
    return factories.clinic("Imani", "Tomasz", rooms=2)


def account(name, role=Role.THERAPIST, **choice):
    """An account, and the therapist of this name if there is one."""
    user = factories.staff(role, email=f"{name}@team.example", first_name=name.title())
    Therapist.objects.filter(slug=name).update(user=user)
    if choice:
        NoticeChoice.objects.create(user=user, **choice)
    return user


def soon(wall="09:00", **wish):
    """A visit booked the day before it."""
    now = factories.instant(wall) - 30 * HOUR
    return booked(wall, now=now, **wish), now


def to_the_team(now):
    """What colleagues read: address and subject of each mail."""
    return [
        (mail.to[0].removesuffix("@team.example"), mail.subject)
        for mail in mails.leaving(now)
        if mail.to[0].endswith("@team.example")
    ]


def test_a_therapist_hears_at_once_of_a_visit_in_the_next_two_days():
    account("imani")
    visit, now = soon(person="imani")

    assert to_the_team(now) == [("imani", "Booked: Monday, June 8, 9:00 am")]
    services.cancel(appointment=visit, now=now)
    assert to_the_team(now) == [("imani", "Cancelled: Monday, June 8, 9:00 am")]


def test_both_therapists_hear_of_a_visit_that_moves_between_them():
    account("imani")
    account("tomasz")
    visit, now = soon(person="imani")
    to_the_team(now)
    services.reschedule(
        appointment=visit, choice=choice(person="tomasz"), start=at("13:00"), now=now
    )

    sent = mails.leaving(now)

    told = {mail.to[0]: mails.paragraphs(mail)[-1] for mail in sent}
    assert told["imani@team.example"] == "This visit is with Tomasz now."
    assert told["tomasz@team.example"] == (
        "Robin V., Lantern Square: Monday, June 8, 1:00 pm."
    )


def test_a_notice_tells_neither_the_name_nor_what_is_treated():
    account("imani")
    _, now = soon(person="imani")

    [mail] = [m for m in mails.leaving(now) if m.to == ["imani@team.example"]]

    said = f"{mail.subject} {mail.message()}".lower()
    assert [
        word for word in ("vale", "first visit", "robin@", "555-0111") if word in said
    ] == []


def test_a_visit_next_week_waits_for_the_daily_list():
    account("imani")
    booked("09:00", person="imani")

    assert to_the_team(NOW) == []
    for _ in range(2):
        notices.write_daily_lists(MORNING)

    [mail] = [m for m in mails.leaving(MORNING) if m.to == ["imani@team.example"]]
    assert mail.subject == "Your list for Tuesday, June 2"
    assert mails.facts(mail) == {
        "Booked": "Mon, Jun 8, 9:00 am, Robin V., Lantern Square"
    }


def test_no_list_is_written_before_the_morning_or_when_nothing_has_changed():
    account("imani")

    notices.write_daily_lists(MORNING - HOUR)
    assert not Message.objects.exists()
    notices.write_daily_lists(MORNING)

    assert to_the_team(MORNING) == []
    assert Message.objects.get().reason == "Nothing has changed."


def test_two_workers_write_one_list():
    user = account("imani")
    booked("09:00", person="imani")
    notices.write_daily_lists(MORNING)
    NoticeChoice.objects.filter(user=user).update(listed_at=MORNING)

    notices.write_daily_lists(MORNING + HOUR)

    assert Message.objects.filter(kind="daily_list").count() == 1


@pytest.mark.parametrize(
    ("visits", "at_once", "listed"),
    [("soon", 1, 1), ("at once", 1, 0), ("daily", 0, 1), ("never", 0, 0)],
)
def test_everybody_hears_as_they_chose(visits, at_once, listed):
    account("imani", visits=visits)
    _, now = soon(person="imani")

    assert len(to_the_team(now)) == at_once
    notices.write_daily_lists(now + 28 * HOUR)
    assert Message.objects.filter(kind="daily_list").count() == listed


def test_nobody_hears_of_what_they_did_themselves():
    user = account("imani")
    visit, now = soon(person="imani")
    to_the_team(now)

    services.cancel(appointment=visit, now=now, by=user)

    assert to_the_team(now) == []


def test_the_front_desk_hears_at_once_of_a_request():
    account("desk", Role.FRONT_DESK)
    account("owner", Role.OWNER)
    account("writer", Role.EDITOR)
    booked(safety=DOCTOR_FIRST)

    assert to_the_team(NOW) == [("desk", "A request for Monday, June 8, 9:00 am")]


def test_the_owner_hears_in_a_clinic_without_a_front_desk():
    account("owner", Role.OWNER)
    booked(safety=DOCTOR_FIRST)

    assert [who for who, _ in to_the_team(NOW)] == ["owner"]


def test_the_clinic_hears_when_nobody_of_the_team_has_an_account():
    booked(safety=DOCTOR_FIRST)

    assert [m.to for m in mails.leaving(NOW)].count(["hello@example.com"]) == 1


def test_a_request_that_was_answered_is_not_told_of():
    desk = account("desk", Role.FRONT_DESK)
    visit = booked(safety=DOCTOR_FIRST)
    services.decline(appointment=visit, by=desk, now=NOW)

    assert to_the_team(NOW) == []


def asks_for_a_call(name="Robin Vale"):
    return services.ask_for_a_call(
        name=name, phone="+12125550111", level=Level.EMERGENCY, now=NOW
    )


def test_several_calls_are_one_mail_while_it_waits():
    account("desk", Role.FRONT_DESK)
    asks_for_a_call()
    asks_for_a_call("Sam Ode")

    assert to_the_team(NOW) == [("desk", "Somebody waits for a call")]
    asks_for_a_call("Bo Lind")
    assert to_the_team(NOW) == [("desk", "Somebody waits for a call")]


def test_a_call_that_was_made_is_not_asked_for():
    desk = account("desk", Role.FRONT_DESK)
    services.note_call(call=asks_for_a_call(), by=desk, now=NOW)

    assert to_the_team(NOW) == []


def test_the_desk_hears_of_a_mail_that_was_given_up_and_never_of_its_own():
    account("desk", Role.FRONT_DESK)
    booked("09:00")
    failed = Message.objects.filter(kind="confirmation").get()
    Message.objects.update(state=Message.State.FAILED)

    signals.failed.send(Message, message=failed, now=NOW)
    notice = Message.objects.get(kind="mail_failed")
    signals.failed.send(Message, message=notice, now=NOW)

    assert to_the_team(NOW) == [("desk", "A mail did not arrive")]


def test_a_daily_list_of_the_desk_says_what_waits():
    account("desk", Role.FRONT_DESK, desk="daily")
    booked(safety=DOCTOR_FIRST)
    asks_for_a_call()
    assert to_the_team(NOW) == []

    notices.write_daily_lists(MORNING)

    [mail] = [m for m in mails.leaving(MORNING) if m.to == ["desk@team.example"]]
    assert mails.facts(mail) == {"Requests": "1 waiting", "Calls": "1 waiting"}


def filled_in(page):
    """What the form of a page holds."""
    form = BeautifulSoup(page, "html.parser").find("main").find("form")
    held = {
        field["name"]: field.get("value", "")
        for field in form("input", type=True)
        if field.get("name")
    }
    for field in form("select"):
        chosen = field.find("option", selected=True)
        held[field["name"]] = chosen["value"] if chosen else ""
    return held


def test_the_account_page_offers_what_concerns_each_role(sign_in):
    offered = {}
    for name, role in (
        ("imani", Role.THERAPIST),
        ("desk", Role.FRONT_DESK),
        ("writer", Role.EDITOR),
    ):
        page = sign_in(account(name, role)).get("/admin/account/").text
        fields = BeautifulSoup(page, "html.parser")("select")
        offered[name] = [
            field["name"] for field in fields if field["name"].startswith("notices-")
        ]

    assert offered == {
        "imani": ["notices-visits"],
        "desk": ["notices-desk"],
        "writer": [],
    }


def test_people_choose_in_their_account(sign_in):
    user = account("imani")
    browser = sign_in(user)

    page = browser.get("/admin/account/").text
    assert "Mails from the clinic" in page
    chosen = {"notices-visits": "never", "name_email-last_name": "Okafor"}
    browser.post("/admin/account/", {**filled_in(page), **chosen})

    assert User.objects.get(pk=user.pk).notice_choice.visits == "never"
