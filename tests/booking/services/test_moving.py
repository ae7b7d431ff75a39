"""Move a visit: what moves with it, who may, and what is refused."""

from datetime import timedelta

import pytest

from booking import exceptions, services
from booking.models import Appointment, Occupancy, Treatment
from booking.models.appointments import Status
from outbox.models import Message
from tests import factories
from tests.booking.services.state import free_at, last_entry
from tests.factories import DOCTOR_FIRST, NOW, at, booked, choice

pytestmark = pytest.mark.django_db


def moved(visit, by=None, now=NOW, wall="15:00"):
    """The visit after a move to another time with Imani."""
    return services.reschedule(
        appointment=visit, choice=choice("imani"), start=at(wall), now=now, by=by
    )


def test_moving_a_visit_changes_its_time_in_place():
    visit = booked("09:00", person="imani")

    after = moved(visit, wall="09:30")

    assert after.pk == visit.pk
    assert after.sequence == 1
    assert free_at("10:45")
    assert not free_at("09:30")


def test_moving_a_visit_reschedules_its_reminders():
    visit = booked("09:00")

    services.reschedule(appointment=visit, choice=choice(), start=at("13:00"), now=NOW)

    states = Message.objects.filter(kind="reminder_24_hours").values_list(
        "state", flat=True
    )
    assert sorted(states) == ["waiting", "withdrawn"]
    assert Message.objects.filter(kind="moved").count() == 1


@pytest.mark.parametrize("by_desk", [True, False])
def test_a_move_is_on_record_with_both_times(desk, by_desk):
    visit = booked("09:00", person="imani")

    after = moved(visit, by=desk if by_desk else None)

    assert last_entry(after) == ("moved", desk if by_desk else None)
    times = after.history.last().details
    assert times["was"] == visit.starts_at.isoformat()
    assert times["now_at"] == after.starts_at.isoformat()


def test_a_moved_visit_takes_the_time_around_it_that_its_treatment_needs_now():
    visit = booked("09:00", person="imani")
    with services.schedule_change():
        Treatment.objects.update(setup_minutes=10, cleanup_minutes=20)

    after = moved(visit)

    assert (after.setup_minutes, after.cleanup_minutes) == (10, 20)
    [span] = set(
        Occupancy.objects.filter(appointment=after).values_list(
            "from_tick", "until_tick"
        )
    )
    start = at("15:00")
    assert span == (start - 2, start + 12 + 4)


def test_a_moved_treatment_takes_its_travel_along(home_visit):
    visit = booked("11:00", **home_visit)
    with services.schedule_change():
        Treatment.objects.update(travel_minutes=45)

    after = services.reschedule(
        appointment=visit, choice=choice(**home_visit), start=at("15:00"), now=NOW
    )

    assert after.travel_minutes == 45


def test_clients_cannot_move_a_visit_within_a_day_of_it():
    visit = booked("09:00")

    with pytest.raises(exceptions.ChangeTooLate):
        services.reschedule(
            appointment=visit,
            choice=choice(),
            start=at("13:00"),
            now=visit.starts_at - timedelta(hours=23, minutes=59),
        )


def test_the_desk_moves_a_visit_on_shorter_notice_than_a_client(desk):
    visit = booked("15:00", person="imani")
    now = factories.instant("09:50")

    with pytest.raises(exceptions.ChangeTooLate):
        moved(visit, now=now, wall="10:00")

    assert moved(visit, by=desk, now=now, wall="10:00").starts_at == (
        factories.instant("10:00")
    )


def test_only_the_desk_moves_a_request(desk):
    request = booked("09:00", person="imani", safety=DOCTOR_FIRST)

    with pytest.raises(exceptions.AlreadyChanged):
        moved(request)

    assert moved(request, by=desk).status == Status.REQUESTED


def test_a_move_from_a_stale_page_is_refused():
    visit = booked("09:00", person="imani")
    stale = Appointment.objects.get(pk=visit.pk)
    services.reschedule(appointment=visit, choice=choice(), start=at("13:00"), now=NOW)

    with pytest.raises(exceptions.AlreadyChanged):
        services.reschedule(
            appointment=stale, choice=choice(), start=at("15:00"), now=NOW
        )

    assert Occupancy.objects.filter(appointment=visit).count() == 2


def test_a_visit_cannot_move_onto_another():
    booked("13:00", person="imani")
    visit = booked("09:00", browser="b", person="imani")

    with pytest.raises(exceptions.TimeTaken):
        moved(visit, wall="12:30")

    visit.refresh_from_db()
    assert visit.sequence == 0
    assert not free_at("09:00")
