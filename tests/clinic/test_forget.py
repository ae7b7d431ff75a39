"""Old rows are deleted as the retention table says."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command

from booking.models import CallRequest, Draft, OccupiedTick
from care.models import EmptySearch
from clients import services as clients
from clients.models import AccessCode
from clinic.management.commands.forget import TABLE
from outbox import jobs
from outbox import services as outbox
from outbox.models import Message
from tests import factories
from tests.factories import NOW
from web import tallies
from web.models import OneTimeKey, SharedValue, Tally

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SAID = {"subject": "Hello", "text": "Robin"}
REFERENCE = Path(__file__).parent.parent.parent / "docs" / "operating.md"


@pytest.fixture
def forget_at(time_machine):
    def forget_at(instant):
        time_machine.move_to(instant, tick=False)
        call_command("forget")

    time_machine.move_to(NOW, tick=False)
    return forget_at


@pytest.fixture
def assert_deleted_after(forget_at):
    """Check that rows stay until a time after NOW, and are gone then."""

    def assert_deleted_after(time, model):
        forget_at(NOW + time - timedelta(seconds=1))
        assert model.objects.count() == 1
        forget_at(NOW + time + timedelta(seconds=1))
        assert model.objects.count() == 0

    return assert_deleted_after


def a_call(**fields):
    return CallRequest.objects.create(
        name="Robin", phone="+12125550111", level="none", made_at=NOW, **fields
    )


def test_a_session_is_deleted_when_it_ends(assert_deleted_after):
    Session.objects.create(session_key="a", expire_date=NOW + DAY)

    assert_deleted_after(DAY, Session)


def test_tallies_and_shared_values_are_deleted_when_they_expire(forget_at):
    tallies.count("hold:one", 60)
    SharedValue.objects.put("key", "y", 60)

    forget_at(NOW + timedelta(seconds=59))
    assert (Tally.objects.count(), SharedValue.objects.count()) == (1, 1)
    forget_at(NOW + timedelta(seconds=60))
    assert (Tally.objects.count(), SharedValue.objects.count()) == (0, 0)


def test_a_code_is_deleted_a_day_after_it_expired(assert_deleted_after):
    clients.send_code(email="r@example.com", browser="browser", now=NOW)

    assert_deleted_after(DAY, AccessCode)


def test_a_one_time_key_is_deleted_after_a_week(assert_deleted_after):
    OneTimeKey.objects.create(key=factories.key(), outcome="x", created_at=NOW)

    assert_deleted_after(7 * DAY, OneTimeKey)


def test_a_draft_is_deleted_after_a_day(assert_deleted_after):
    factories.draft()

    assert_deleted_after(DAY, Draft)


def test_occupied_ticks_are_deleted_a_day_after_their_day(forget_at):
    factories.clinic("Imani")
    visit = factories.booked()

    forget_at(visit.ends_at)
    assert OccupiedTick.objects.exists()
    forget_at(visit.ends_at + 2 * DAY)
    assert not OccupiedTick.objects.exists()


def test_a_completed_call_is_deleted_after_ninety_days(assert_deleted_after):
    a_call(called_at=NOW)

    assert_deleted_after(90 * DAY, CallRequest)


def test_an_open_call_is_deleted_after_a_year(assert_deleted_after):
    a_call()

    assert_deleted_after(365 * DAY, CallRequest)


def test_an_empty_search_is_deleted_half_a_year_after_its_last_use(
    assert_deleted_after,
):
    EmptySearch.objects.note("so-as", NOW)

    assert_deleted_after(180 * DAY, EmptySearch)


def test_an_old_mail_keeps_only_the_fact_that_it_was_sent(forget_at):
    factories.clinic("Imani")
    visit = factories.booked()
    Message.objects.filter(kind="confirmation").update(
        state=Message.State.SENT,
        sent_at=NOW,
        to="r@example.com",
        subject="You are booked",
        demo_copy={"text": "Hello"},
    )

    forget_at(NOW + 30 * DAY + timedelta(seconds=1))

    mail = Message.objects.get(kind="confirmation")
    assert (mail.about, mail.state, mail.sent_at) == (visit.pk, "sent", NOW)
    assert (mail.to, mail.values, mail.demo_copy) == ("", {}, None)
    assert mail.subject == "(no longer kept)"


def test_a_waiting_mail_keeps_its_contents(forget_at):
    outbox.post(outbox.letter(kind="raw", to="r@example.com", values=SAID, now=NOW))

    forget_at(NOW + 400 * DAY)

    mail = Message.objects.get()
    assert (mail.to, mail.values) == ("r@example.com", SAID)


def test_one_run_deletes_more_than_one_batch(forget_at):
    OneTimeKey.objects.bulk_create(
        OneTimeKey(key=factories.key(), outcome="x", created_at=NOW)
        for _ in range(1001)
    )

    forget_at(NOW + 8 * DAY)

    assert OneTimeKey.objects.count() == 0


def test_the_worker_deletes_old_rows_once_an_hour():
    [job] = [job for job in jobs.registered if job.run.__name__ == "forget"]

    assert job.every == timedelta(hours=1)


def test_the_operating_reference_lists_the_retention_table():
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", REFERENCE.read_text(), re.M)
    days = {"at once": 0, "a day": 1, "a year": 365}

    printed = [
        (what, days[time] if time in days else int(time.removesuffix(" days")))
        for what, time in rows
        if what not in ("What", "---")
    ]

    assert printed == [(line.what, line.kept_for.days) for line in TABLE]
