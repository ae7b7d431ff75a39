"""The health form of a visit: which one, by when, and who reads it."""

from datetime import timedelta

import pytest

from booking import services
from intake.models import Submission
from tests import factories
from tests.factories import NOW, at, booked, choice

pytestmark = pytest.mark.django_db


def test_a_proven_client_keeps_this_years_form():
    first = booked("09:00", person="imani")

    second = booked("11:00", browser="b", person="imani", proof=factories.proven(first))

    assert second.submission == first.submission
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(("days", "forms"), [(364, 1), (366, 2)])
def test_a_proven_client_fills_in_a_new_form_after_a_year(days, forms):
    first = booked("09:00", person="imani")
    proof = factories.proven(first)
    Submission.objects.update(started_at=NOW - timedelta(days=days))

    booked("11:00", browser="b", person="imani", proof=proof)

    assert Submission.objects.count() == forms


def test_moving_a_visit_moves_the_due_time_of_its_form():
    visit = booked("09:00", person="imani")
    was_due = visit.submission.due_at

    moved = services.reschedule(
        appointment=visit, choice=choice("imani"), start=at("13:00"), now=NOW
    )

    assert moved.submission.due_at == was_due + timedelta(hours=4)


def test_a_move_makes_the_new_therapist_the_reader_of_the_form():
    tomasz = factories.Therapist.objects.get(slug="tomasz")
    tomasz.user = factories.staff("Therapist")
    tomasz.save()
    visit = booked("09:00", person="imani")

    after = services.reschedule(
        appointment=visit, choice=choice("tomasz"), start=at("15:00"), now=NOW
    )

    assert after.form.reader == tomasz.user
