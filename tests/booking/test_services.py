"""The booking verbs: what they write, and what they refuse."""

from datetime import timedelta

import pytest

from booking import exceptions, services
from booking.models import Appointment, Occupancy, OccupiedTick, Resource, Treatment
from booking.models.appointments import Status
from booking.services.confirming import Safety
from clients.models import CareTeam, Client
from intake.levels import Level
from intake.models import Submission
from outbox.models import Message
from tests import factories
from tests.factories import (
    MONDAY,
    NO_FLAGS,
    NOW,
    ROBIN,
    at,
    booked,
    choice,
    held,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factories.clinic("Imani", "Tomasz", rooms=2)


def free_at(wall, person="imani"):
    """Whether a time can still be held by somebody else."""
    try:
        held(wall, browser="another", person=person)
    except exceptions.TimeTaken:
        return False
    return True


# Hold


def test_a_hold_occupies_therapist_and_room_including_clean_up(place):
    of = held("09:00", person="imani")

    spans = Occupancy.objects.values_list("from_tick", "until_tick").distinct()
    assert list(spans) == [(at("09:00"), at("10:15"))]
    assert OccupiedTick.objects.count() == 2 * 15
    assert of.appointment.status == Status.HELD
    assert of.appointment.expires_at == NOW + timedelta(minutes=10)


def test_a_held_time_is_not_offered_to_others(place):
    held("09:00", person="imani")

    assert not free_at("09:30")
    assert not free_at("10:00")
    assert free_at("10:15")


def test_an_expired_hold_is_taken_over_after_thirty_seconds(place):
    first = held("09:00", person="imani")
    over = first.appointment.expires_at

    with pytest.raises(exceptions.TimeTaken):
        held("09:00", browser="b", person="imani", now=over + timedelta(seconds=29))
    taken_over = held(
        "09:00", browser="b", person="imani", now=over + timedelta(seconds=31)
    )

    first.appointment.refresh_from_db()
    assert first.appointment.status == Status.EXPIRED
    assert taken_over.appointment.status == Status.HELD


def test_a_new_hold_of_the_same_browser_releases_the_old_one(place):
    held("09:00", person="imani")

    held("14:00", person="imani")

    assert free_at("09:00")


def test_a_browser_may_hold_a_time_overlapping_its_own_hold(place):
    held("09:00", person="imani")

    later = held("09:15", person="imani")

    assert later.appointment.starts_at.isoformat() == "2026-06-08T13:15:00+00:00"


def test_the_therapist_shown_on_the_page_is_held_when_free(place):
    tomasz = choice(person="tomasz").therapist.id

    of = held("09:00", named=tomasz)

    assert of.appointment.therapist_id == tomasz


def test_another_therapist_is_held_when_the_one_shown_is_taken(place):
    imani = choice(person="imani").therapist.id
    held("09:00", person="imani")

    of = held("09:00", browser="b", named=imani)

    assert of.appointment.therapist.name == "Tomasz"


def test_one_network_can_hold_only_a_limited_number_of_times(place, settings):
    settings.HOLDS_PER_ADDRESS = 2
    held("09:00", browser="a", network="office")
    held("11:00", browser="b", network="office")

    with pytest.raises(exceptions.TooManyHolds):
        held("13:00", browser="c", network="office")
    assert held("13:00", browser="c", network="home").appointment


@pytest.mark.parametrize(
    ("wall", "day", "refusal"),
    [
        ("09:05", MONDAY, exceptions.NotOnGrid),
        ("07:00", MONDAY, exceptions.OutsideHours),
        ("16:00", MONDAY, exceptions.OutsideHours),
        ("09:00", NOW.date() - timedelta(days=3), exceptions.TimePassed),
        ("12:15", NOW.date(), exceptions.TooSoon),
        ("09:00", NOW.date() + timedelta(days=61), exceptions.TooFar),
    ],
)
def test_an_unavailable_start_raises_its_own_exception(place, wall, day, refusal):
    with pytest.raises(refusal):
        held(wall, day=day)

    assert Occupancy.objects.count() == 0


def test_no_therapist_can_be_held_without_a_free_room(db):
    factories.clinic("Imani", "Tomasz", rooms=1)
    held("09:00", person="imani")

    with pytest.raises(exceptions.TimeTaken):
        held("09:00", browser="b", person="tomasz")


def test_a_treatment_the_therapist_does_not_offer_is_refused(place):
    with services.schedule_change():
        factories.treatment("prenatal", []).therapists.set([])

    with pytest.raises(exceptions.NotOffered):
        held("09:00", slug="prenatal", person="imani")


def test_a_hold_can_be_extended_three_times_by_ten_minutes_each(place):
    of = held()
    for minutes in (1, 2, 3):
        services.extend(
            appointment=of.appointment, now=NOW + timedelta(minutes=minutes)
        )

    with pytest.raises(exceptions.HoldExpired):
        services.extend(appointment=of.appointment, now=NOW + timedelta(minutes=4))
    of.appointment.refresh_from_db()
    assert of.appointment.expires_at == NOW + timedelta(minutes=40)
    assert not free_at("09:00", person=of.appointment.therapist.slug)


# Book


def test_booking_creates_client_care_team_form_and_messages(place):
    user = factories.staff("Therapist")
    therapist = held("09:00", person="imani").appointment.therapist
    therapist.user = user
    therapist.save()

    visit = booked("11:00", person="imani")

    assert visit.status == Status.BOOKED
    assert visit.client == Client.objects.get(name="Robin Vale")
    assert CareTeam.objects.get().user == user
    assert visit.submission.reader == user
    assert visit.submission.due_at == visit.starts_at - timedelta(hours=12)
    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "confirmation",
        "intake_request",
        "reminder_24_hours",
        "reminder_3_days",
    ]
    assert [event.verb for event in visit.history.all()] == ["booked"]


def test_a_visit_keeps_a_copy_of_what_was_sold(place):
    visit = booked()

    visit.treatment.name = "Another name"
    visit.treatment.save()
    visit.refresh_from_db()

    assert (visit.treatment_name, visit.price_cents) == ("First visit", 16500)
    assert (visit.minutes, visit.cleanup_minutes) == (60, 15)


def test_booking_a_draft_twice_returns_the_first_visit(place):
    of = held()
    first = services.book(
        draft=of, contact=factories.ROBIN, safety=factories.NO_FLAGS, now=NOW
    )

    again = services.book(
        draft=of, contact=factories.ROBIN, safety=factories.NO_FLAGS, now=NOW
    )

    assert again == first
    assert Message.objects.filter(kind="confirmation").count() == 1


def test_an_expired_hold_cannot_be_booked(place):
    of = held()

    with pytest.raises(exceptions.HoldExpired):
        services.book(
            draft=of,
            contact=factories.ROBIN,
            safety=factories.NO_FLAGS,
            now=NOW + timedelta(minutes=10, seconds=1),
        )
    assert Client.objects.count() == 0


def test_a_doctor_first_booking_becomes_a_request_that_holds_its_time(place):
    visit = booked(safety=Safety({"ticked": ["cancer-or-bones"]}, Level.DOCTOR_FIRST))

    assert visit.status == Status.REQUESTED
    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "request_notice",
        "requested",
    ]
    # Monday noon: the next opening hours are Tuesday's, and they end at 8 pm.
    assert visit.expires_at.isoformat() == "2026-06-03T00:00:00+00:00"
    assert not free_at("09:00", person=visit.therapist.slug)


def test_an_emergency_books_nothing(place):
    with pytest.raises(exceptions.AlreadyChanged):
        booked(safety=Safety({"ticked": ["nerves"]}, Level.EMERGENCY))

    assert Appointment.objects.exclude(status=Status.HELD).count() == 0


def test_a_proven_client_keeps_this_years_form(place):
    first = booked("09:00", person="imani")

    second = booked("11:00", browser="b", person="imani", proof=factories.proven(first))

    assert second.submission == first.submission
    assert Submission.objects.count() == 1


# Move


def test_moving_a_visit_changes_its_time_in_place(place):
    visit = booked("09:00", person="imani")

    moved = services.reschedule(
        appointment=visit, choice=choice(person="imani"), start=at("09:30"), now=NOW
    )

    assert moved.pk == visit.pk
    assert moved.sequence == 1
    assert free_at("10:45")
    assert not free_at("09:30")


def test_moving_a_visit_reschedules_its_reminders(place):
    visit = booked("09:00")

    services.reschedule(appointment=visit, choice=choice(), start=at("13:00"), now=NOW)

    states = Message.objects.filter(kind="reminder_24_hours").values_list(
        "state", flat=True
    )
    assert sorted(states) == ["waiting", "withdrawn"]
    assert Message.objects.filter(kind="moved").count() == 1


def test_clients_cannot_move_a_visit_within_a_day_of_it(place):
    visit = booked("09:00")

    with pytest.raises(exceptions.ChangeTooLate):
        services.reschedule(
            appointment=visit,
            choice=choice(),
            start=at("13:00"),
            now=visit.starts_at - timedelta(hours=23, minutes=59),
        )


def test_a_move_from_a_stale_page_is_refused(place):
    visit = booked("09:00", person="imani")
    stale = Appointment.objects.get(pk=visit.pk)
    services.reschedule(appointment=visit, choice=choice(), start=at("13:00"), now=NOW)

    with pytest.raises(exceptions.AlreadyChanged):
        services.reschedule(
            appointment=stale, choice=choice(), start=at("15:00"), now=NOW
        )

    assert Occupancy.objects.filter(appointment=visit).count() == 2


def test_a_visit_cannot_move_onto_another(place):
    booked("13:00", person="imani")
    visit = booked("09:00", browser="b", person="imani")

    with pytest.raises(exceptions.TimeTaken):
        services.reschedule(
            appointment=visit, choice=choice(person="imani"), start=at("12:30"), now=NOW
        )

    visit.refresh_from_db()
    assert visit.sequence == 0
    assert not free_at("09:00")


# Cancel


def test_cancelling_releases_the_time_and_withdraws_the_reminders(place):
    visit = booked("09:00", person="imani")

    services.cancel(appointment=visit, now=NOW)

    assert free_at("09:00")
    assert not Message.objects.waiting().filter(kind__startswith="reminder").exists()


def test_cancelling_twice_is_refused(place):
    visit = booked()
    services.cancel(appointment=visit, now=NOW)

    with pytest.raises(exceptions.AlreadyChanged):
        services.cancel(appointment=visit, now=NOW)
    assert Message.objects.filter(kind="cancelled").count() == 1


def test_a_held_time_cannot_be_cancelled(place):
    held = factories.held("09:00").appointment

    with pytest.raises(exceptions.AlreadyChanged):
        services.cancel(
            appointment=held,
            by=factories.staff("Front desk"),
            now=held.starts_at - timedelta(hours=2),
        )


def test_only_the_first_late_cancellation_of_a_year_is_waived(place):
    fees = []
    proof = factories.proven(booked("11:00"))
    for wall, browser in (("09:00", "a"), ("13:00", "b")):
        visit = booked(wall, browser=browser, proof=proof)
        services.cancel(
            appointment=visit,
            knows=proof.client,
            now=visit.starts_at - timedelta(hours=2),
        )
        details = visit.history.last().details
        fees.append((details["late"], details["waived"], details["fee_cents"]))

    assert fees == [(True, True, 0), (True, False, 8250)]


# Requests, and the day


def test_accepting_a_request_books_it_with_reminders(place):
    visit = booked(safety=Safety({"ticked": ["cancer-or-bones"]}, Level.DOCTOR_FIRST))

    accepted = services.accept(
        appointment=visit, by=factories.staff("Front desk"), now=NOW
    )

    assert accepted.status == Status.BOOKED
    assert accepted.expires_at is None
    assert Message.objects.waiting().filter(kind="reminder_3_days").exists()


def test_an_unanswered_request_is_declined_and_its_time_released(place):
    visit = booked(safety=Safety({"ticked": ["cancer-or-bones"]}, Level.DOCTOR_FIRST))

    services.expire(visit.expires_at + timedelta(minutes=1))

    visit.refresh_from_db()
    assert visit.status == Status.DECLINED
    assert free_at("09:00", person=visit.therapist.slug)
    assert Message.objects.filter(kind="declined").count() == 1


def test_a_finished_visit_releases_its_time_and_cannot_go_back(place):
    visit = booked("09:00", person="imani")
    desk = factories.staff("Front desk")
    for status in (Status.ARRIVED, Status.IN_PROGRESS):
        services.mark(appointment=visit, status=status, by=desk, now=visit.starts_at)
    assert not free_at("09:00")

    services.mark(appointment=visit, status=Status.DONE, by=desk, now=visit.starts_at)

    assert free_at("09:00")
    with pytest.raises(exceptions.AlreadyChanged):
        services.mark(
            appointment=visit, status=Status.ARRIVED, by=desk, now=visit.starts_at
        )


def test_staff_ignore_notice_and_grid_but_not_hours(place):
    by_phone = {
        "contact": factories.ROBIN,
        "safety": factories.NO_FLAGS,
        "by": factories.staff("Front desk"),
        "now": NOW,
    }
    visit = services.book_by_phone(
        choice=choice(), start=at("12:05", NOW.date()), key=factories.key(), **by_phone
    )
    assert visit.status == Status.BOOKED
    assert visit.safety_check.read_out_by == by_phone["by"]

    with pytest.raises(exceptions.OutsideHours):
        services.book_by_phone(
            choice=choice(), start=at("18:00"), key=factories.key(), **by_phone
        )


# Every write that takes or frees time raises the versions


def test_every_write_raises_the_version_of_its_resources(place):
    def versions():
        return sum(Resource.objects.values_list("version", flat=True))

    seen = [versions()]
    held_time = held("15:00", person="imani").appointment
    seen.append(versions())
    services.extend(appointment=held_time, now=NOW)
    seen.append(versions())
    services.release(appointment=held_time)
    seen.append(versions())
    visit = booked("09:00", person="imani")
    seen.append(versions())
    services.reschedule(
        appointment=visit, choice=choice(person="imani"), start=at("13:00"), now=NOW
    )
    seen.append(versions())
    visit.refresh_from_db()
    services.cancel(appointment=visit, now=NOW)
    seen.append(versions())

    assert seen == sorted(set(seen))


# Found by reading, so that they stay away


def test_a_new_hold_does_not_release_a_visit_booked_in_another_tab(place):
    first = held("09:00", person="imani")
    visit = services.book(draft=first, contact=ROBIN, safety=NO_FLAGS, now=NOW)

    held("13:00", person="imani")

    visit.refresh_from_db()
    assert visit.status == Status.BOOKED
    assert OccupiedTick.objects.filter(occupancy__appointment=visit).count() == 30
    assert not free_at("09:00")


def test_a_visit_cannot_be_marked_as_missed_before_it_begins(place):
    visit = booked("09:00", person="imani")

    with pytest.raises(exceptions.NotYet):
        services.mark(appointment=visit, status=Status.NO_SHOW, by=None, now=NOW)


def test_a_client_cannot_cancel_once_the_visit_has_begun(place):
    visit = booked("09:00")

    with pytest.raises(exceptions.TimePassed):
        services.cancel(appointment=visit, now=visit.starts_at)

    services.cancel(
        appointment=visit, by=factories.staff("Front desk"), now=visit.starts_at
    )


def test_the_care_team_follows_who_treats_the_client(place):
    imani, tomasz = (
        factories.Therapist.objects.get(slug=slug) for slug in ("imani", "tomasz")
    )
    for person in (imani, tomasz):
        person.user = factories.staff("Therapist")
        person.save()
    visit = booked("09:00", person="imani")

    def team():
        return set(CareTeam.objects.values_list("user", flat=True))

    assert team() == {imani.user_id}
    visit = services.reschedule(
        appointment=visit, choice=choice("tomasz"), start=at("13:00"), now=NOW
    )
    assert team() == {tomasz.user_id}
    services.cancel(appointment=visit, now=NOW)
    assert team() == set()


def test_moving_a_visit_moves_the_due_time_of_its_form(place):
    visit = booked("09:00", person="imani")
    was_due = visit.submission.due_at

    moved = services.reschedule(
        appointment=visit, choice=choice("imani"), start=at("13:00"), now=NOW
    )

    assert moved.submission.due_at == was_due + timedelta(hours=4)


def test_a_waiting_call_takes_the_most_urgent_level(place):
    for level in (Level.DOCTOR_FIRST, Level.EMERGENCY, Level.DOCTOR_FIRST):
        call = services.ask_for_a_call(
            name="Robin", phone="+12125550111", level=level, now=NOW
        )

    assert call.level == Level.EMERGENCY


# Tidying


def test_old_drafts_and_expired_holds_are_deleted(place):
    of = held()
    services.expire(NOW + timedelta(minutes=11))

    services.forget_old_drafts(NOW + timedelta(minutes=11))

    assert not type(of).objects.exists()
    assert not Appointment.objects.exists()


def test_ticks_of_past_days_are_deleted(place):
    visit = booked()

    services.forget_past_ticks(visit.ends_at + timedelta(days=1))

    assert OccupiedTick.objects.count() == 0
    assert Occupancy.objects.count() == 2


# What changed in between


def test_a_choice_from_an_older_catalogue_is_refused(place):
    stale = choice(person="imani")
    with services.schedule_change():
        Treatment.objects.update(cleanup_minutes=30)

    with pytest.raises(exceptions.AlreadyChanged):
        services.hold(
            browser="one", network="home", choice=stale, start=at("09:00"), now=NOW
        )

    assert not Appointment.objects.exists()


@pytest.mark.parametrize(("days", "forms"), [(364, 1), (366, 2)])
def test_a_proven_client_fills_in_a_new_form_after_a_year(place, days, forms):
    first = booked("09:00", person="imani")
    proof = factories.proven(first)
    Submission.objects.update(started_at=NOW - timedelta(days=days))

    booked("11:00", browser="b", person="imani", proof=proof)

    assert Submission.objects.count() == forms
