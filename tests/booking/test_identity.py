"""How staff see and decide which client a visit belongs to."""

from dataclasses import replace

import pytest

from accounts.roles import Role
from booking.models import Appointment
from clients import services as clients
from clients.models import Client
from clients.signals import files_parted
from tests import factories
from tests.factories import NOW, ROBIN, booked
from tests.screens import facts, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


@pytest.fixture
def known():
    visit = booked("15:00")
    factories.proven(visit)
    visit.client.refresh_from_db()
    return visit.client


@pytest.fixture
def visit(known):
    """A visit that somebody booked as the known person, without proof."""
    return booked("09:00", browser="b", contact=replace(ROBIN, phone="+12125550166"))


def url(visit, step=""):
    return f"/admin/visits/{visit.pk}/{step}"


def said(page, selector=".staff__facts"):
    """Facts of a staff page."""
    return facts(page, selector)


def test_staff_see_that_a_visit_is_unproven_and_whose_it_may_be(desk, visit):
    shown = said(desk.get(url(visit)))

    assert shown["Who"] == (
        "Robin Vale, not proven ; may be Robin Vale (same mail and name) "
        "It is Robin Vale Somebody else"
    )
    assert shown["Reach"] == "(212) 555-0166 , robin@example.com"


def test_staff_can_join_a_visit_to_a_known_client(desk, visit, known):
    desk.post(url(visit, "whose/"), {"same": known.pk})

    visit.client.refresh_from_db()
    assert (visit.client.joined_to, visit.client.proof) == (known, "staff")
    assert said(desk.get(url(visit)))["Who"] == (
        "Robin Vale, address proven (by the team); file joined to Robin Vale "
        "Take the joining back"
    )


def test_staff_can_keep_a_visit_as_a_separate_client(desk, visit):
    desk.post(url(visit, "whose/"), {"same": ""})

    visit.client.refresh_from_db()
    assert visit.client.joined_to is None
    assert visit.client.proven_at == NOW


def test_a_visit_cannot_be_joined_to_an_unrelated_client(desk, visit):
    other = booked("11:00", browser="c", contact=replace(ROBIN, name="Ida Vale")).client

    assert desk.post(url(visit, "whose/"), {"same": other.pk}).status_code == 404


def test_staff_can_undo_a_join(desk, visit, known):
    desk.post(url(visit, "whose/"), {"same": known.pk})
    desk.post(url(visit, "part/"))

    visit.client.refresh_from_db()
    assert visit.client.joined_to is None


def test_undoing_a_join_separates_the_health_forms(
    sign_in, visit, known, django_capture_on_commit_callbacks
):
    clients.vouch(client=visit.client, same=known, by=None, now=NOW)
    form = visit.submission
    form.answers, form.saved_pages = {"pronouns": "xe and xem"}, ["name"]
    form.save()
    later = Appointment.objects.get(client=known)
    Appointment.objects.filter(pk=later.pk).update(submission=form)
    lead = sign_in(factories.staff(Role.CLINICAL_LEAD))
    page = lead.get(url(later, "health/"))
    assert texts(page, ".staff__facts dd") == ["xe and xem"]

    clients.part(client=visit.client, now=NOW)
    page = lead.get(url(later, "health/"))
    assert texts(page, ".staff__facts dd") == []
    with django_capture_on_commit_callbacks(execute=True):
        files_parted.send(Client, client=visit.client, into=known, now=NOW)

    later.refresh_from_db()
    assert later.submission.client == known


def test_staff_see_another_visit_of_the_client_at_the_same_time(desk, known):
    other = Appointment.objects.get(client=known)
    twice = booked("15:00", browser="b", person="tomasz")

    assert texts(desk.get(url(twice)), ".staff .help-warning") == [
        f"Robin Vale is also expected at 3:00 pm with Imani: {other.reference}"
    ]


def test_a_corrected_address_is_shown_without_an_offer_to_vouch(desk, known):
    by = factories.staff(Role.FRONT_DESK)
    clients.change_address(client=known, email="new@example.com", by=by, now=NOW)

    page = desk.get(url(Appointment.objects.get(client=known)))

    assert said(page)["Who"] == (
        "Robin Vale, not proven since the address was corrected The address was "
        "corrected by Front desk. It opens no saved answers before somebody who reads "
        "them confirms it."
    )


@pytest.mark.parametrize(
    ("role", "confirms"), [(Role.FRONT_DESK, False), (Role.CLINICAL_LEAD, True)]
)
def test_only_roles_that_read_answers_confirm_a_corrected_address(
    sign_in, visit, role, confirms
):
    desk = factories.staff(Role.FRONT_DESK)
    clients.change_address(
        client=visit.client, email="new@example.com", by=desk, now=NOW
    )

    sign_in(factories.staff(role)).post(url(visit, "address/"))

    visit.client.refresh_from_db()
    assert (visit.client.corrected_by is None) == confirms
