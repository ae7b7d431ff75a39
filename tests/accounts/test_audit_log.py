"""The log is a chain: what is changed, removed or put in past the site shows."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import audit_log
from accounts.models import AppendOnly, LogEntry, LogHead
from clients.models import Client
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

Kind = LogEntry.Kind
MINUTE = timedelta(minutes=1)


@pytest.fixture
def lead():
    return factories.staff("Clinical lead")


@pytest.fixture
def five_sealed(lead):
    """Five readings of somebody's answers, a minute apart, and sealed."""
    someone = uuid4()
    for n in range(5):
        read(lead, someone, NOW + n * MINUTE)
    audit_log.seal()
    return list(LogEntry.objects.sealed())


def read(user, subject, now):
    return audit_log.note(
        kind=Kind.READING, subject=subject, actor=user, now=now, what="health answers"
    )


def sql(statement, *values):
    """What somebody with the database, but without the keys, can do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def problems():
    return audit_log.verify(NOW + timedelta(hours=1)).problems


def raw(pk):
    """A UUID as this database keeps it."""
    return pk.hex if connection.vendor == "sqlite" else pk


def test_an_untouched_log_is_whole(five_sealed):
    report = audit_log.verify(NOW)

    assert (report.sealed, report.waiting, report.problems) == (5, 0, [])
    assert [row.seq for row in five_sealed] == [1, 2, 3, 4, 5]


def test_an_empty_log_is_whole():
    assert problems() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "a better reason"),
        ("kind", "export"),
        ("details", '{"what": "nothing"}'),
        ("at", "2026-06-01 12:00:00+00:00"),
        ("stamp", "0" * 64),
        ("seal", "0" * 64),
    ],
)
def test_a_changed_entry_is_found(five_sealed, column, value):
    sql(f"UPDATE accounts_logentry SET {column} = %s WHERE seq = 3", value)

    assert "Entry 3 was changed or does not belong." in problems()


@pytest.mark.parametrize("column", ["actor", "subject"])
def test_an_entry_about_somebody_else_is_found(five_sealed, column):
    sql(f"UPDATE accounts_logentry SET {column} = %s WHERE seq = 3", raw(uuid4()))

    assert problems() == ["Entry 3 was changed or does not belong."]


def test_a_missing_entry_is_found(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq = 3")

    assert problems()[0] == "Entry 3 is missing."


def test_a_gap_that_was_closed_again_is_found(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq = 3")
    sql("UPDATE accounts_logentry SET seq = 3 WHERE seq = 4")
    sql("UPDATE accounts_logentry SET seq = 4 WHERE seq = 5")

    assert "Entry 3 was changed or does not belong." in problems()


def test_missing_last_entries_are_found(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq > 3")

    assert problems() == ["The log ends at 3 and should end at 5."]


def test_an_end_that_was_moved_back_is_found(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq > 3")
    sql("UPDATE accounts_loghead SET seq = 3, seal = %s", five_sealed[2].seal)

    assert problems() == ["The end of the log was changed."]


def test_a_log_that_was_emptied_is_found(five_sealed):
    sql("DELETE FROM accounts_logentry")

    assert problems() == ["The log ends at 0 and should end at 5."]


def test_an_entry_put_in_at_the_end_is_found(five_sealed):
    copy_of_the_first("6", five_sealed[0].seal)

    assert problems() == [
        "Entry 6 was changed or does not belong.",
        "The log ends at 6 and should end at 5.",
    ]


def test_an_entry_put_in_unsealed_is_never_sealed(five_sealed):
    copy_of_the_first("NULL", "")

    audit_log.seal()

    assert LogEntry.objects.sealed().count() == 5
    assert problems() == ["An entry of 2026-06-01 16:00 was not written by the site."]


def copy_of_the_first(seq, seal):
    """Insert the first entry once more, under an id of its own."""
    sql(
        "INSERT INTO accounts_logentry"
        " (id, kind, subject, actor, details, reason, at, stamp, seq, seal)"
        " SELECT %s, kind, subject, actor, details, reason, at, stamp,"
        f" {seq}, %s FROM accounts_logentry WHERE seq = 1",
        raw(uuid4()),
        seal,
    )


def test_entries_that_wait_are_no_problem_and_their_age_is_told(five_sealed, lead):
    read(lead, uuid4(), NOW + 5 * MINUTE)

    report = audit_log.verify(NOW + 10 * MINUTE)

    assert (report.problems, report.waiting) == ([], 1)
    assert report.oldest_waits == 5 * MINUTE


def test_sealing_goes_on_where_it_ended(five_sealed, lead):
    read(lead, uuid4(), NOW + 5 * MINUTE)

    audit_log.seal()

    assert LogEntry.objects.sealed().last().seq == 6
    assert LogHead.objects.get().seq == 6
    assert problems() == []


def test_code_of_the_site_neither_changes_nor_deletes_an_entry(five_sealed):
    entry = five_sealed[0]
    entry.reason = "another"

    for forbidden in (
        entry.save,
        entry.delete,
        LogEntry.objects.all().delete,
        lambda: LogEntry.objects.update(reason="another"),
    ):
        with pytest.raises(AppendOnly):
            forbidden()


def test_the_command_says_that_the_log_is_whole(five_sealed, lead):
    read(lead, uuid4(), NOW)
    out = StringIO()

    call_command("verify_log", stdout=out, stderr=StringIO())

    assert out.getvalue().startswith("The log is whole: 5 sealed entries.\n1 wait")


def test_the_command_ends_with_an_error_when_it_is_not(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq = 3")

    with pytest.raises(CommandError, match=r"Entry 3 is missing\."):
        call_command("verify_log")


def test_an_older_key_still_proves_the_log_until_it_is_renewed(five_sealed, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert problems() == []

    call_command("verify_log", "--renew", stdout=StringIO())

    settings.SECRET_KEY_FALLBACKS = []
    assert problems() == []


def test_another_key_proves_nothing(five_sealed, settings):
    settings.SECRET_KEY = "somebody else's"

    assert len(problems()) == 6


def test_erasing_somebody_leaves_the_log_whole(lead):
    client = Client.objects.create(
        name="Robin Vale", email="r@example.com", phone="+12125550111", created_at=NOW
    )
    subject = client.pk
    read(lead, subject, NOW)
    audit_log.seal()

    client.delete()

    assert problems() == []
    assert LogEntry.objects.about(subject).count() == 1
