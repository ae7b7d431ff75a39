"""A value that cannot be decrypted costs its own line, never the page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from booking.models import Draft
from clients.contact import Contact
from demo.loader import forms
from tests import factories
from tests.booking import flow
from tests.factories import MONDAY, NOW, booked
from tests.screens import heading, texts
from web.tokens import token_for

pytestmark = pytest.mark.django_db

LOST = "Saved answers cannot be opened"
FLAGS = ".staff__visits td:nth-child(6)"


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani")


@pytest.fixture
def lead(sign_in):
    return sign_in(factories.staff(Role.CLINICAL_LEAD))


@pytest.fixture
def visit():
    """A visit whose answers are damaged, with an undamaged one after it."""
    visit = booked("09:00")
    booked("11:00", contact=Contact("Ilse Marr", "ilse@example.com", "+12125550140"))
    forms.fill_in(visit, "usual", NOW)
    factories.damage(visit.submission, "answers")
    factories.damage(visit.safety_check, "answers")
    return visit


def test_the_day_page_shows_every_visit_and_marks_unreadable_values(lead, visit):
    page = lead.get(f"/admin/today/?day={MONDAY}")

    assert texts(page, ".staff__visits td:nth-child(2) a") == [
        "Robin Vale",
        "Ilse Marr",
    ]
    assert texts(page, FLAGS) == [f"{LOST} {LOST}", ""]


def test_the_admin_home_page_opens_and_marks_unreadable_values(
    lead, visit, time_machine
):
    time_machine.move_to(visit.starts_at - timedelta(hours=1), tick=False)

    page = lead.get("/admin/")

    assert page.status_code == 200
    assert texts(page, FLAGS) == [f"{LOST} {LOST}", ""]


def test_the_health_page_opens_and_marks_unreadable_values(lead, visit):
    page = lead.get(f"/admin/visits/{visit.pk}/health/")

    assert page.status_code == 200
    assert texts(page, ".staff__warning strong") == [LOST, LOST]
    assert texts(page, ".staff > p")[1:] == [
        "The health form was filled in, but cannot be opened."
    ]


def test_a_visit_with_unreadable_values_opens_for_staff_and_client(lead, client, visit):
    assert lead.get(f"/admin/visits/{visit.pk}/").status_code == 200
    assert client.get(f"/visit/{token_for(visit.pk, 'visit')}/").status_code == 200


def test_a_booking_with_a_damaged_draft_can_be_started_again(client):
    details = flow.press(client).headers["Location"]
    factories.damage(Draft.objects.get(), "contents")

    page = client.get(details)

    assert page.status_code == 410
    assert heading(page) == "We cannot open what was saved here"
    assert page.headers["Cache-Control"] == "no-store, private"


def test_the_log_names_the_unreadable_row_but_not_its_contents(lead, visit, caplog):
    lead.get(f"/admin/today/?day={timezone.localdate(visit.starts_at)}")

    assert f"of row {visit.submission_id} cannot be opened" in caplog.text
    assert "Robin" not in caplog.text
