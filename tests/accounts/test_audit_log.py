"""The audit log is a chain of seals that reveals any tampering."""

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


def test_an_untouched_log_verifies_without_problems(five_sealed):
    report = audit_log.verify(NOW)

    assert (report.sealed, report.waiting, report.problems) == (5, 0, [])
    assert [row.seq for row in five_sealed] == [1, 2, 3, 4, 5]


def test_an_empty_log_verifies_without_problems():
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
def test_verification_finds_a_changed_entry(five_sealed, column, value):
    sql(f"UPDATE accounts_logentry SET {column} = %s WHERE seq = 3", value)

    assert "Entry 3 was changed or does not belong." in problems()


@pytest.mark.parametrize("column", ["actor", "subject"])
def test_verification_finds_an_entry_reassigned_to_another_person(five_sealed, column):
    sql(f"UPDATE accounts_logentry SET {column} = %s WHERE seq = 3", raw(uuid4()))

    assert problems() == ["Entry 3 was changed or does not belong."]


def test_verification_finds_a_missing_entry(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq = 3")

    assert problems()[0] == "Entry 3 is missing."


def test_verification_finds_a_deletion_hidden_by_renumbering(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq = 3")
    sql("UPDATE accounts_logentry SET seq = 3 WHERE seq = 4")
    sql("UPDATE accounts_logentry SET seq = 4 WHERE seq = 5")

    assert "Entry 3 was changed or does not belong." in problems()


def test_verification_finds_that_the_last_entries_are_missing(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq > 3")

    assert problems() == ["The log ends at 3 and should end at 5."]


def test_verification_finds_a_log_head_that_was_moved_back(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq > 3")
    sql("UPDATE accounts_loghead SET seq = 3, seal = %s", five_sealed[2].seal)

    assert problems() == ["The end of the log was changed."]


def test_verification_finds_that_the_log_was_emptied(five_sealed):
    sql("DELETE FROM accounts_logentry")

    assert problems() == ["The log ends at 0 and should end at 5."]


def test_verification_finds_a_forged_entry_at_the_end(five_sealed):
    copy_of_the_first("6", five_sealed[0].seal)

    assert problems() == [
        "Entry 6 was changed or does not belong.",
        "The log ends at 6 and should end at 5.",
    ]


def test_a_forged_unsealed_entry_is_reported_and_never_sealed(five_sealed):
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


def test_unsealed_entries_are_reported_with_their_age_and_are_no_problem(
    five_sealed, lead
):
    read(lead, uuid4(), NOW + 5 * MINUTE)

    report = audit_log.verify(NOW + 10 * MINUTE)

    assert (report.problems, report.waiting) == ([], 1)
    assert report.oldest_waits == 5 * MINUTE


def test_sealing_resumes_after_the_last_sealed_entry(five_sealed, lead):
    read(lead, uuid4(), NOW + 5 * MINUTE)

    audit_log.seal()

    assert LogEntry.objects.sealed().last().seq == 6
    assert LogHead.objects.get().seq == 6
    assert problems() == []


def test_application_code_cannot_change_or_delete_an_entry(five_sealed):
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


def test_verify_log_reports_an_intact_log(five_sealed, lead):
    read(lead, uuid4(), NOW)
    out = StringIO()

    call_command("verify_log", stdout=out, stderr=StringIO())

    assert out.getvalue().startswith("The log is whole: 5 sealed entries.\n1 wait")


def test_verify_log_fails_when_an_entry_is_missing(five_sealed):
    sql("DELETE FROM accounts_logentry WHERE seq = 3")

    with pytest.raises(CommandError, match=r"Entry 3 is missing\."):
        call_command("verify_log")


def test_a_fallback_key_verifies_the_log_until_it_is_renewed(five_sealed, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert problems() == []

    call_command("verify_log", "--renew", stdout=StringIO())

    settings.SECRET_KEY_FALLBACKS = []
    assert problems() == []


def test_a_different_key_does_not_verify_the_log(five_sealed, settings):
    settings.SECRET_KEY = "somebody else's"

    assert len(problems()) == 6


def test_erasing_a_client_leaves_the_log_intact(lead):
    client = Client.objects.create(
        name="Robin Vale", email="r@example.com", phone="+12125550111", created_at=NOW
    )
    subject = client.pk
    read(lead, subject, NOW)
    audit_log.seal()

    client.delete()

    assert problems() == []
    assert LogEntry.objects.about(subject).count() == 1
