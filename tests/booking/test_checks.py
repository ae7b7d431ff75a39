"""The start refuses a database that would sell a tick twice."""

import pytest
from django.db import IntegrityError, connection, transaction

from booking import checks
from booking.models import Occupancy, OccupiedTick
from tests import factories


@pytest.mark.django_db
def test_an_intact_database_passes_the_check_and_keeps_no_rows():
    assert checks.double_booking_is_impossible(None) == []
    assert OccupiedTick.objects.count() == 0


def test_a_missing_constraint_fails_the_check(transactional_db, monkeypatch):
    [constraint] = OccupiedTick._meta.constraints
    # SQLite makes the table anew, from what the model says.
    monkeypatch.setattr(OccupiedTick._meta, "constraints", [])
    with connection.schema_editor() as editor:
        editor.remove_constraint(OccupiedTick, constraint)
    try:
        [error] = checks.double_booking_is_impossible(None)
        assert "no_double_booking" in error.msg
        assert OccupiedTick.objects.count() == 0
    finally:
        with connection.schema_editor() as editor:
            editor.add_constraint(OccupiedTick, constraint)


@pytest.mark.django_db
def test_the_database_itself_refuses_overlapping_ticks():
    factories.clinic("Imani")
    first = factories.held("09:00").appointment.occupancies.first()
    second = Occupancy.objects.create(
        appointment=first.appointment,
        resource=first.resource,
        from_tick=first.until_tick - 1,
        until_tick=first.until_tick + 5,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        OccupiedTick.objects.create(
            occupancy=second, resource=second.resource, tick=second.from_tick
        )
