"""What ends by itself, and what is deleted in time."""

from datetime import timedelta

import pytest

from booking import exceptions, services
from booking.models import Appointment, Draft, Occupancy, OccupiedTick
from booking.models.appointments import Status
from booking.services import cleanup
from outbox.models import Message
from tests.booking.services.state import free_at, fresh
from tests.factories import DOCTOR_FIRST, NOW, booked, held

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_a_hold_outlives_its_end_by_the_grace_of_the_last_press():
    late = held("09:00")
    end = late.appointment.expires_at

    cleanup.expire(end)
    assert fresh(late.appointment).status == Status.HELD

    cleanup.expire(end + DAY)
    assert fresh(late.appointment).status == Status.EXPIRED


def test_an_unanswered_request_is_declined_and_its_time_released():
    visit = booked(safety=DOCTOR_FIRST)

    services.expire(visit.expires_at + timedelta(minutes=1))

    visit.refresh_from_db()
    assert visit.status == Status.DECLINED
    assert free_at("09:00", person=visit.therapist.slug)
    assert Message.objects.filter(kind="declined").count() == 1


def test_one_request_that_was_answered_holds_up_no_other(monkeypatch):
    answered, waiting = (
        booked(wall, safety=DOCTOR_FIRST, browser=wall) for wall in ("09:00", "13:00")
    )
    real = cleanup.decline

    def decline(*, appointment, now):
        if appointment.pk == answered.pk:
            raise exceptions.AlreadyChanged
        real(appointment=appointment, now=now)

    monkeypatch.setattr(cleanup, "decline", decline)

    cleanup.expire(max(answered.expires_at, waiting.expires_at) + DAY)

    assert fresh(waiting).status == Status.DECLINED


def test_old_drafts_and_expired_holds_are_deleted():
    of = held()
    services.expire(NOW + timedelta(minutes=11))

    services.forget_old_drafts(NOW + timedelta(minutes=11))

    assert not type(of).objects.exists()
    assert not Appointment.objects.exists()


def test_orphaned_holds_are_forgotten_and_nothing_else():
    visit, mine = booked("09:00"), held("13:00", browser="b")
    lately = held("15:00", browser="c")
    cleanup.expire(NOW + DAY)
    Draft.objects.filter(pk=lately.pk).update(appointment=None)
    Draft.objects.filter(pk=mine.pk).update(used_at=NOW - 2 * DAY)
    Draft.objects.filter(browser="one").delete()

    cleanup.forget_old_drafts(NOW - DAY)

    kept = set(Appointment.objects.values_list("pk", flat=True))
    assert not Draft.objects.filter(pk=mine.pk).exists()
    # Its draft is gone, but it ended a moment ago.
    assert kept == {visit.pk, mine.appointment_id, lately.appointment_id}

    cleanup.forget_old_drafts(NOW + DAY)

    assert set(Appointment.objects.values_list("pk", flat=True)) == {visit.pk}


def test_an_ended_hold_that_a_draft_still_shows_is_kept():
    mine = held("09:00")
    cleanup.expire(NOW + DAY)
    declined = booked("13:00", safety=DOCTOR_FIRST, browser="b")
    Appointment.objects.filter(pk=declined.pk).update(expires_at=NOW - 2 * DAY)
    Draft.objects.filter(browser="b").delete()

    Appointment.objects.filter(pk=mine.appointment_id).update(expires_at=NOW - 2 * DAY)
    cleanup.forget_old_drafts(NOW - DAY)

    kept = set(Appointment.objects.values_list("pk", flat=True))
    assert kept == {mine.appointment_id, declined.pk}


def test_where_a_booking_came_from_is_erased_in_time():
    visit = booked("09:00", network="home")

    cleanup.forget_origins(NOW)
    assert (fresh(visit).network, fresh(visit).browser) == ("home", "one")

    cleanup.forget_origins(NOW + DAY)
    assert (fresh(visit).network, fresh(visit).browser) == ("", "one")

    cleanup.forget_origins(visit.ends_at + DAY)
    assert (fresh(visit).network, fresh(visit).browser) == ("", "")


def test_ticks_of_past_days_are_deleted():
    visit = booked()

    services.forget_past_ticks(visit.ends_at + timedelta(days=1))

    assert OccupiedTick.objects.count() == 0
    assert Occupancy.objects.count() == 2
