"""Clients see who read their answers, once they have proven who they are."""

import pytest

from accounts.models import LogEntry
from clients import readings
from intake import links
from outbox.models import Message
from tests import factories
from tests.booking import flow
from tests.factories import NOW, booked
from tests.screens import heading, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani")


@pytest.fixture
def submission():
    """A form whose answers the clinical lead and the owner have read."""
    submission = booked().submission
    lead = factories.staff("Clinical lead", first_name="Imani", last_name="Reyes")
    owner = factories.staff("Owner", first_name="Wren", last_name="Halloran")
    for user, reason in ((lead, ""), (owner, "A complaint was made")):
        readings.note(
            client=submission.client,
            user=user,
            what="health answers",
            row_id=submission.pk,
            reason=reason,
            now=NOW,
        )
    return submission


def address(submission, page):
    return f"/health-form/{links.token(submission)}/{page}/"


def prove(client, submission):
    type_code = client.post(address(submission, "code")).headers["Location"]
    digits = Message.objects.get(kind="access_code").values["code"]
    client.post(type_code, {"code": digits}, follow=True)


def test_the_client_sees_who_read_their_answers_when_and_why(client, submission):
    client.post(address(submission, "name"), {"name": "Robin Vale"})
    prove(client, submission)

    page = client.get(address(submission, "who-looked"))

    when = "Jun 1, noon"
    assert sorted(texts(page, ".offers li")) == [
        f"{when} Imani Reyes (clinical lead) read your health answers.",
        f"{when} Wren Halloran (owner) read your health answers. "
        "The reason given: A complaint was made",
        f"{when} You, after entering a code, opened your saved answers.",
    ]
    assert page.headers["Cache-Control"] == "no-store, private"


def test_opening_several_pages_logs_one_reading(client, submission):
    client.post(address(submission, "name"), {"name": "Robin Vale"})
    other = type(client)()
    flow.prove(other, submission.appointments.get())

    for page in ("name", "name", ""):
        other.get(address(submission, page).replace("//", "/"))

    assert LogEntry.objects.filter(details__what="intake answers").count() == 1


def test_the_browser_that_wrote_the_answers_still_needs_a_code(client, submission):
    client.post(address(submission, "name"), {"name": "Robin Vale"})

    answer = client.get(address(submission, "who-looked"))

    assert answer.url == address(submission, "code")
    assert client.get(answer.url).status_code == 200


def test_a_form_without_answers_shows_no_readers(client, submission):
    answer = client.get(address(submission, "who-looked"), follow=True)

    assert heading(answer) == "Your health form"
    assert answer.request["PATH_INFO"] == address(submission, "").replace("//", "/")


def test_the_list_costs_the_same_queries_for_one_reading_and_for_many(
    client, submission, django_assert_num_queries
):
    client_id = submission.client_id
    with django_assert_num_queries(3):
        assert len(readings.of(client_id)) == 2
    readings.note_list(
        clients=[submission.client],
        user=factories.staff("Therapist"),
        what="flags in a list",
        now=NOW,
    )
    with django_assert_num_queries(3):
        assert len(readings.of(client_id)) == 3


def test_reading_a_list_is_logged_once_in_half_a_day(submission):
    therapist = factories.staff("Therapist")
    for hours in (0, 1, 11, 13):
        readings.note_list(
            clients=[submission.client],
            user=therapist,
            what="flags in a list",
            now=NOW + hours * (readings.ONCE / 12),
        )

    looks = readings.of(submission.client_id)
    assert len([look for look in looks if look.what == "flags in a list"]) == 2
