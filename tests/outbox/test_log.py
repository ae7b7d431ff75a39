"""The list of messages: for whom, in which state and why, and never what it says."""

import pytest

from accounts.roles import Role
from booking import services
from outbox.models import Message
from tests import factories, mails
from tests.factories import NOW, booked
from tests.outbox.letters import written
from tests.screens import parsed

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(sign_in):
    factories.clinic("Imani", "Tomasz", rooms=2)
    return sign_in(factories.staff(Role.FRONT_DESK, email="desk@team.example"))


def listed(desk):
    """Subject, person, state and reason of each row, sorted."""
    page = parsed(desk.get("/admin/messages/"))
    rows = [[cell.text.strip() for cell in row("td")] for row in page("tr")]
    return sorted((row[0], row[1], row[2], row[-1]) for row in rows if len(row) > 5)


def test_a_waiting_message_is_listed_with_kind_and_recipient(desk):
    booked("09:00")
    Message.objects.exclude(kind__in=["confirmation", "reminder_24_hours"]).delete()

    assert listed(desk) == [
        ("Confirmation", "Robin Vale", "waiting", ""),
        ("Reminder the day before", "Robin Vale", "waiting", ""),
    ]


def test_sent_and_withdrawn_messages_are_listed_with_their_state(desk):
    services.cancel(appointment=booked("09:00"), now=NOW)
    Message.objects.exclude(kind__in=["confirmation", "cancelled"]).delete()
    mails.leaving(NOW)

    assert listed(desk) == [
        (
            "Cancelled: Monday, June 8, 9:00 am",
            "robin@example.com",
            "sent",
            "",
        ),
        (
            "Confirmation",
            "Robin Vale",
            "withdrawn",
            "The visit is cancelled by now.",
        ),
    ]


def test_a_message_of_a_removed_kind_is_still_listed(desk):
    written(kind="gone_kind")

    assert listed(desk) == [("Gone kind", "robin@example.com", "waiting", "")]


@pytest.mark.parametrize("visits", [1, 3])
def test_a_longer_list_costs_no_more_queries(desk, visits, django_assert_num_queries):
    for n in range(visits):
        booked(f"{9 + 2 * n:02d}:00", browser=str(n))
    desk.get("/admin/messages/")

    with django_assert_num_queries(19):
        desk.get("/admin/messages/")
