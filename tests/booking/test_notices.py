"""The team is notified of what clients do: at once, daily, or not at all."""

from datetime import timedelta

import pytest

from accounts.models import User
from accounts.roles import Role
from booking import services
from booking.messages import notices
from booking.models import NoticeChoice
from intake.levels import Level
from outbox import signals
from outbox.models import Message
from tests import factories, mails
from tests.factories import DOCTOR_FIRST, NOW, at, booked, choice
from tests.screens import fields, parsed, texts
from therapists.models import Therapist

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)

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


def booked_a_day_ahead(wall="09:00", **wish):
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


def test_a_therapist_is_notified_at_once_of_a_visit_within_two_days():
    account("imani")
    visit, now = booked_a_day_ahead(person="imani")

    assert to_the_team(now) == [("imani", "Booked: Monday, June 8, 9:00 am")]
    services.cancel(appointment=visit, now=now)
    assert to_the_team(now) == [("imani", "Cancelled: Monday, June 8, 9:00 am")]


def test_both_therapists_are_notified_of_a_visit_moved_between_them():
    account("imani")
    account("tomasz")
    visit, now = booked_a_day_ahead(person="imani")
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


def test_a_notice_contains_neither_full_name_nor_treatment():
    account("imani")
    _, now = booked_a_day_ahead(person="imani")

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


def test_no_daily_list_is_sent_before_morning_or_without_changes():
    account("imani")

    notices.write_daily_lists(MORNING - HOUR)
    assert not Message.objects.exists()
    notices.write_daily_lists(MORNING)

    assert to_the_team(MORNING) == []
    assert Message.objects.get().reason == "Nothing has changed."


def test_two_workers_write_one_daily_list():
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
def test_notices_follow_the_choice_of_each_account(visits, at_once, listed):
    account("imani", visits=visits)
    _, now = booked_a_day_ahead(person="imani")

    assert len(to_the_team(now)) == at_once
    notices.write_daily_lists(now + 28 * HOUR)
    assert Message.objects.filter(kind="daily_list").count() == listed


def test_nobody_is_notified_of_their_own_changes():
    user = account("imani")
    visit, now = booked_a_day_ahead(person="imani")
    to_the_team(now)

    services.cancel(appointment=visit, now=now, by=user)

    assert to_the_team(now) == []


def test_the_front_desk_is_notified_at_once_of_a_request():
    account("desk", Role.FRONT_DESK)
    account("owner", Role.OWNER)
    account("writer", Role.EDITOR)
    booked(safety=DOCTOR_FIRST)

    assert to_the_team(NOW) == [("desk", "A request for Monday, June 8, 9:00 am")]


def test_the_owner_is_notified_when_there_is_no_front_desk():
    account("owner", Role.OWNER)
    booked(safety=DOCTOR_FIRST)

    assert [who for who, _ in to_the_team(NOW)] == ["owner"]


def test_the_clinic_mailbox_is_notified_when_there_are_no_accounts():
    booked(safety=DOCTOR_FIRST)

    assert [m.to for m in mails.leaving(NOW)].count(["hello@example.com"]) == 1


def test_an_answered_request_is_not_announced():
    desk = account("desk", Role.FRONT_DESK)
    visit = booked(safety=DOCTOR_FIRST)
    services.decline(appointment=visit, by=desk, now=NOW)

    assert to_the_team(NOW) == []


def requested_call(name="Robin Vale"):
    return services.ask_for_a_call(
        name=name, phone="+12125550111", level=Level.EMERGENCY, now=NOW
    )


def test_several_call_requests_share_one_waiting_mail():
    account("desk", Role.FRONT_DESK)
    requested_call()
    requested_call("Sam Ode")

    assert to_the_team(NOW) == [("desk", "Somebody waits for a call")]
    requested_call("Bo Lind")
    assert to_the_team(NOW) == [("desk", "Somebody waits for a call")]


def test_a_completed_call_is_not_announced():
    desk = account("desk", Role.FRONT_DESK)
    services.note_call(call=requested_call(), by=desk, now=NOW)

    assert to_the_team(NOW) == []


def test_the_desk_is_notified_of_a_failed_mail_but_not_of_its_own():
    account("desk", Role.FRONT_DESK)
    booked("09:00")
    failed = Message.objects.filter(kind="confirmation").get()
    Message.objects.update(state=Message.State.FAILED)

    signals.failed.send(Message, message=failed, now=NOW)
    notice = Message.objects.get(kind="mail_failed")
    signals.failed.send(Message, message=notice, now=NOW)

    assert to_the_team(NOW) == [("desk", "A mail did not arrive")]


def test_the_daily_list_of_the_desk_counts_what_is_waiting():
    account("desk", Role.FRONT_DESK, desk="daily")
    booked(safety=DOCTOR_FIRST)
    requested_call()
    assert to_the_team(NOW) == []

    notices.write_daily_lists(MORNING)

    [mail] = [m for m in mails.leaving(MORNING) if m.to == ["desk@team.example"]]
    assert mails.facts(mail) == {"Requests": "1 waiting", "Calls": "1 waiting"}


def test_the_account_page_offers_the_notice_settings_of_each_role(sign_in):
    offered = {}
    for name, role in (
        ("imani", Role.THERAPIST),
        ("desk", Role.FRONT_DESK),
        ("writer", Role.EDITOR),
    ):
        page = sign_in(account(name, role)).get("/admin/account/")
        selects = parsed(page).select("select[name^=notices-]")
        offered[name] = [select["name"] for select in selects]

    assert offered == {
        "imani": ["notices-visits"],
        "desk": ["notices-desk"],
        "writer": [],
    }


def test_the_account_page_saves_the_notice_choice(sign_in):
    user = account("imani")
    browser = sign_in(user)

    page = browser.get("/admin/account/")
    assert texts(page, "main h2") == [
        "Account",
        "Name",
        "Profile picture",
        "Locale",
        "Theme preferences",
        "Mails from the clinic",
    ]
    chosen = {"notices-visits": "never", "name_email-last_name": "Okafor"}
    browser.post("/admin/account/", {**fields(page), **chosen})

    assert User.objects.get(pk=user.pk).notice_choice.visits == "never"
