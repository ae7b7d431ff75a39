"""What the services write beside the change itself: history, sequence, deadlines."""

from datetime import timedelta

import pytest

from booking import services
from booking.exceptions import (
    AlreadyChanged,
    ChangeTooLate,
    HoldExpired,
    SamePerson,
)
from booking.models import Appointment, Draft, Occupancy, Treatment
from booking.models.appointments import VISITS, Status
from booking.services import attendance, cleanup, holding, person, requests
from clients import access, files
from clients import services as clients
from clients.models import CareTeam
from intake.levels import Level
from tests import factories
from tests.factories import NOW, booked, held
from therapists.models import Therapist

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
DOCTOR_FIRST = factories.Safety({"ticked": ["x"]}, Level.DOCTOR_FIRST)


@pytest.fixture(autouse=True)
def place():
    return factories.clinic("Imani", "Tomasz", rooms=2)


@pytest.fixture
def desk():
    return factories.staff("Front desk")


def last_entry(visit):
    """(verb, whose) of the newest line of a visit's history."""
    entry = visit.history.last()
    return entry.verb, entry.by


def fresh(visit):
    return Appointment.objects.get(pk=visit.pk)


@pytest.mark.parametrize(
    ("answer", "verb", "status"),
    [
        (requests.accept, "accepted", Status.BOOKED),
        (requests.decline, "declined", Status.DECLINED),
    ],
)
def test_an_answer_to_a_request_is_on_record(desk, answer, verb, status):
    request = booked(safety=DOCTOR_FIRST)
    assert request.expires_at

    answer(appointment=request, by=desk, now=NOW)

    after = fresh(request)
    assert (after.status, after.expires_at) == (status, None)
    assert after.sequence == request.sequence + 1
    assert last_entry(after) == (verb, desk)


@pytest.mark.parametrize("hours", [0, 1])
def test_an_arrival_and_a_missed_visit_are_on_record(desk, hours):
    visit = booked()
    status = Status.NO_SHOW if hours else Status.ARRIVED
    now = visit.starts_at + timedelta(hours=hours)

    attendance.mark(appointment=visit, status=status, by=desk, now=now)

    assert last_entry(visit) == (str(status), desk)
    assert Occupancy.objects.filter(appointment=visit).exists() is (not hours)


def test_extending_a_hold_moves_the_end_of_its_time_alone():
    mine, other = held("09:00"), held("13:00", browser="b")
    before = ends_of(other)

    holding.extend(appointment=mine.appointment, now=NOW + timedelta(minutes=5))

    until = fresh(mine.appointment).expires_at
    assert until > mine.appointment.expires_at
    assert ends_of(mine) == {int(until.timestamp())}
    assert ends_of(other) == before
    assert fresh(other.appointment).expires_at == other.appointment.expires_at


def ends_of(draft):
    """When the time that a draft holds is free again, in seconds since 1970."""
    rows = Occupancy.objects.filter(appointment=draft.appointment)
    return set(rows.values_list("held_until", flat=True))


def test_a_hold_outlives_its_end_by_the_grace_of_the_last_press():
    late = held("09:00")
    end = late.appointment.expires_at

    cleanup.expire(end)
    assert fresh(late.appointment).status == Status.HELD

    cleanup.expire(end + DAY)
    assert fresh(late.appointment).status == Status.EXPIRED


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


def test_where_a_booking_came_from_is_erased_in_time():
    visit = booked("09:00", network="home")

    cleanup.forget_origins(NOW)
    assert (fresh(visit).network, fresh(visit).browser) == ("home", "one")

    cleanup.forget_origins(NOW + DAY)
    assert (fresh(visit).network, fresh(visit).browser) == ("", "one")

    cleanup.forget_origins(visit.ends_at + DAY)
    assert (fresh(visit).network, fresh(visit).browser) == ("", "")


@pytest.mark.parametrize(
    ("changed", "was", "raised"),
    [
        ({"phone": "+12125550199"}, {"phone": "(212) 555-0111"}, 0),
        ({"floor": "3"}, {"floor": ""}, 1),
        ({"has_elevator": True}, {"has_elevator": None}, 1),
    ],
)
def test_only_another_place_is_an_update_for_calendars(changed, was, raised):
    visit = booked()

    services.change_contact(appointment=visit, now=NOW, **changed)

    assert fresh(visit).sequence == visit.sequence + raised
    assert visit.history.last().details == {"was": was}


def test_what_a_client_tells_later_makes_a_visit_a_request_once():
    visit = booked()

    assert requests.ask_first(appointment=visit, now=NOW)
    assert not requests.ask_first(appointment=visit, now=NOW)

    after = fresh(visit)
    assert (after.status, after.sequence) == (Status.REQUESTED, visit.sequence + 1)
    assert after.expires_at > NOW
    assert [entry.verb for entry in visit.history.all()] == ["booked", "asked first"]
    [call] = visit.call_requests.all()
    assert (call.name, call.phone, call.level, call.topic) == (
        visit.name,
        visit.phone,
        Level.DOCTOR_FIRST,
        "",
    )


def test_only_their_own_care_team_opens_a_client_to_a_therapist():
    user = factories.staff("Therapist")
    mine = booked("09:00").client
    other = factories.Contact("Sam Ode", "sam@example.com", "+12125550122")
    theirs = booked("13:00", contact=other, browser="b").client
    CareTeam.objects.create(client=mine, user=user)

    assert access.allows(user, mine, access.HEALTH)
    assert not access.allows(user, theirs, access.HEALTH)
    assert not access.allows_with_reason(user, access.HEALTH)


@pytest.mark.parametrize("gone", ["another draft", "booked", "over"])
def test_only_a_live_hold_of_ones_own_is_extended(gone):
    mine = held("09:00")
    elsewhere = {
        "another draft": Appointment(pk=factories.key()),
        "booked": booked("13:00", browser="b"),
        "over": mine.appointment,
    }
    now = NOW + DAY if gone == "over" else NOW

    with pytest.raises(HoldExpired):
        holding.extend(appointment=elsewhere[gone], now=now)

    assert fresh(mine.appointment).extensions == 0


def test_a_caller_who_is_known_is_not_booked_at_two_places_at_once(desk):
    first = booked("09:00", person="imani")
    new_number = factories.Contact("Robin Vale", "", "+12125550199")

    with pytest.raises(SamePerson):
        services.book_by_phone(
            choice=factories.choice("tomasz"),
            start=factories.at("09:00"),
            contact=new_number,
            safety=factories.NO_FLAGS,
            by=desk,
            key=factories.key(),
            now=NOW,
            client=first.client,
        )


def test_a_call_that_waits_is_raised_to_the_most_urgent_level():
    visit = booked()
    for level in (Level.DOCTOR_FIRST, Level.NONE):
        requests.ask_for_a_call(
            name="Robin", phone=visit.phone, level=level, appointment=visit, now=NOW
        )

    [call] = visit.call_requests.all()
    assert (call.level, call.topic) == (Level.DOCTOR_FIRST, "")


# Moving and cancelling


def moved(visit, by=None, now=NOW, wall="15:00"):
    return services.reschedule(
        appointment=visit,
        choice=factories.choice("imani"),
        start=factories.at(wall),
        now=now,
        by=by,
    )


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
    start = factories.at("15:00")
    assert span == (start - 2, start + 12 + 4)


def test_a_moved_treatment_takes_its_travel_along(place):
    with services.schedule_change():
        home = factories.location("homes", visits_homes=True)
        imani = factories.Therapist.objects.get(slug="imani")
        imani.working_hours.update(location=home)
        factories.treatment("at-home", [imani], is_home_visit=True, travel_minutes=30)
    wish = {"slug": "at-home", "location": "homes"}
    visit = booked("11:00", person="imani", **wish)
    with services.schedule_change():
        Treatment.objects.update(travel_minutes=45)

    after = services.reschedule(
        appointment=visit,
        choice=factories.choice("imani", **wish),
        start=factories.at("15:00"),
        now=NOW,
    )

    assert after.travel_minutes == 45


def test_only_the_desk_moves_a_request(desk):
    request = booked("09:00", person="imani", safety=DOCTOR_FIRST)

    with pytest.raises(AlreadyChanged):
        moved(request)

    assert moved(request, by=desk).status == Status.REQUESTED


def test_the_desk_moves_a_visit_on_shorter_notice_than_a_client(desk):
    visit = booked("15:00", person="imani")
    now = factories.instant("09:50")

    with pytest.raises(ChangeTooLate):
        moved(visit, now=now, wall="10:00")

    assert moved(visit, by=desk, now=now, wall="10:00").starts_at == (
        factories.instant("10:00")
    )


def test_a_move_makes_the_new_therapist_the_reader_of_the_form():
    tomasz = factories.Therapist.objects.get(slug="tomasz")
    tomasz.user = factories.staff("Therapist")
    tomasz.save()
    visit = booked("09:00", person="imani")

    after = services.reschedule(
        appointment=visit,
        choice=factories.choice("tomasz"),
        start=factories.at("15:00"),
        now=NOW,
    )

    assert after.form.reader == tomasz.user


@pytest.mark.parametrize(
    ("by_desk", "knows", "cents"),
    [(True, False, 8250), (False, True, 8250), (False, False, 0)],
)
def test_an_earlier_late_cancellation_counts_for_who_may_know_of_it(
    desk, by_desk, knows, cents
):
    """A browser that has proven nothing does not learn who has been here."""
    first = booked("09:00")
    proof = factories.proven(first)
    services.cancel(appointment=first, by=desk, now=first.starts_at)
    second = booked("13:00", browser="b")
    factories.proven(second)  # in another browser, which joins the two files

    services.cancel(
        appointment=second,
        by=desk if by_desk else None,
        knows=proof.client if knows else None,
        now=second.starts_at - timedelta(hours=1),
    )

    assert second.history.filter(verb="cancelled").get().details["fee_cents"] == cents


def test_a_cancelled_request_waits_for_nothing(desk):
    request = booked(safety=DOCTOR_FIRST)

    services.cancel(appointment=request, now=NOW)

    assert (fresh(request).expires_at, request.history.last().details["reason"]) == (
        None,
        "",
    )


# The same person twice at one time

AT_NINE = {"person": "tomasz", "browser": "b"}


@pytest.mark.parametrize(
    ("other", "for_staff", "for_the_mailbox"),
    [
        (factories.ROBIN, True, True),
        (factories.Contact("ROBIN  VALE", "robin@example.com", "+12125550199"), 1, 1),
        (factories.Contact("Robin Vale", "", "+12125550111"), True, False),
        (factories.Contact("Robin Vale", "rv@example.com", "+12125550111"), 1, 0),
        (factories.Contact("Ada Vale", "robin@example.com", "+12125550111"), 0, 0),
        (factories.Contact("Robin Vale", "rv@example.com", "+12125550199"), 0, 0),
    ],
)
def test_visits_of_one_person_at_one_time_are_found(other, for_staff, for_the_mailbox):
    mine = booked("09:00", person="imani")
    second = booked("09:00", contact=other, **AT_NINE)

    assert person.expected_elsewhere(mine, NOW) == [second] * for_staff
    assert person.in_one_mailbox(mine, NOW) == [second] * for_the_mailbox


def test_a_changed_contact_is_on_record(desk):
    visit = booked()

    services.change_contact(appointment=visit, now=NOW, by=desk, floor="3")

    assert last_entry(visit) == ("contact changed", desk)


def test_booking_settles_one_hold_and_leaves_others(desk):
    mine, other = held("09:00"), held("13:00", browser="b")
    other_ends = ends_of(other)

    visit = services.book(
        draft=mine, contact=factories.ROBIN, safety=factories.NO_FLAGS, now=NOW
    )

    assert (fresh(visit).status, fresh(visit).expires_at) == (Status.BOOKED, None)
    ends = Occupancy.objects.filter(appointment=visit).values_list("held_until")
    assert set(ends) == {(None,)}
    assert fresh(other.appointment).status == Status.HELD
    assert ends_of(other) == other_ends


def test_who_booked_by_phone_is_on_record_and_no_browser(desk):
    visit = services.book_by_phone(
        choice=factories.choice(),
        start=factories.at("09:00"),
        contact=factories.ROBIN,
        safety=factories.NO_FLAGS,
        by=desk,
        key=factories.key(),
        now=NOW,
    )

    assert last_entry(visit) == ("booked", desk)
    assert (fresh(visit).browser, fresh(visit).network) == ("", "")


@pytest.mark.parametrize(
    ("status", "hours", "after"),
    [
        (Status.BOOKED, -48, []),
        (Status.BOOKED, 0, [Status.ARRIVED, Status.NO_SHOW]),
        (Status.BOOKED, -1, [Status.ARRIVED]),
        (Status.ARRIVED, 0, [Status.IN_PROGRESS]),
        (Status.IN_PROGRESS, 1, [Status.DONE]),
        (Status.DONE, 1, []),
        (Status.CANCELLED, 1, []),
    ],
)
def test_a_visit_takes_the_next_step_when_it_is_time(status, hours, after):
    visit = booked()
    visit.status = status
    now = visit.starts_at + timedelta(hours=hours)

    assert attendance.steps_from(visit, now) == after


def test_the_care_team_ends_with_the_last_visit_with_this_therapist(place):
    imani, tomasz = place_people("Imani", "Tomasz")
    first = booked("09:00", person="imani")
    client = first.client
    proof = factories.proven(first)
    second = booked("13:00", person="tomasz", browser="b", proof=proof)
    sam = factories.Contact("Sam Ode", "sam@example.com", "+12125550122")
    booked("15:00", person="imani", contact=sam, browser="c")
    assert readers_of(client) == {imani, tomasz}

    services.cancel(appointment=first, now=NOW)

    assert readers_of(client) == {tomasz}
    services.cancel(appointment=second, now=NOW)
    assert readers_of(client) == set()


def place_people(*names):
    """Give therapists accounts; returns these."""
    users = []
    for name in names:
        user = factories.staff("Therapist")
        Therapist.objects.filter(name=name).update(user=user)
        users.append(user)
    return users


def readers_of(client):
    """The accounts in the care team of any file of a person."""
    return {row.user for row in CareTeam.objects.filter(client__in=files.of(client))}


def test_a_therapist_sees_the_visits_of_their_own_people_alone():
    imani, tomasz = place_people("Imani", "Tomasz")
    mine = booked("09:00", person="imani")
    sam = factories.Contact("Sam Ode", "sam@example.com", "+12125550122")
    theirs = booked("13:00", person="tomasz", contact=sam, browser="b")
    joined = booked("15:00", person="tomasz", browser="c")
    clients.join(client=joined.client, into=mine.client, now=NOW)
    visits = Appointment.objects.all()

    def seen_by(user):
        return set(access.concerning_visible(visits, user, VISITS))

    assert seen_by(imani) == {mine, joined}
    assert seen_by(tomasz) == {mine, theirs, joined}
    assert seen_by(factories.staff("Editor")) == set()
    assert seen_by(factories.staff("Front desk")) == {mine, theirs, joined}
    assert not access.allows(imani, theirs.client, access.HEALTH)
    assert access.allows(tomasz, mine.client, access.HEALTH)


def test_one_request_that_was_answered_holds_up_no_other(monkeypatch):
    answered, waiting = (
        booked(wall, safety=DOCTOR_FIRST, browser=wall) for wall in ("09:00", "13:00")
    )
    real = cleanup.decline

    def decline(*, appointment, now):
        if appointment.pk == answered.pk:
            raise AlreadyChanged
        real(appointment=appointment, now=now)

    monkeypatch.setattr(cleanup, "decline", decline)

    cleanup.expire(max(answered.expires_at, waiting.expires_at) + DAY)

    assert fresh(waiting).status == Status.DECLINED


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
