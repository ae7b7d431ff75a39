"""Visits affected by a schedule change: confirmed before saving, marked afterwards."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from accounts.roles import Role
from blog.models import EventPage
from booking import services
from booking.availability import impact
from booking.models import (
    Appointment,
    Room,
    Shift,
    TimeOff,
    Treatment,
    WorkingHours,
)
from booking.models.appointments import Status
from clients.models import CareTeam
from locations.models import Closure, Location
from tests import factories, pages
from tests.admin_forms import edited, pressed
from tests.factories import MONDAY, NOW, SAM, booked, held
from tests.screens import fields_of, parsed, texts
from therapists.models import Therapist

pytestmark = pytest.mark.django_db

CLOSURE = "/admin/closure/new/"
A_CLOSED_MONDAY = {
    "starts_on": MONDAY,
    "ends_on": MONDAY,
    "reason": "Painters",
    "location": "",
}


@pytest.fixture(autouse=True)
def place(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


@pytest.fixture
def owner(sign_in):
    return sign_in(factories.staff(Role.OWNER))


@pytest.fixture
def visit():
    """Robin with Imani, on Monday at nine."""
    return booked("09:00", person="imani")


def imani():
    return Therapist.objects.get(slug="imani")


def of_monday():
    return WorkingHours.objects.get(therapist__slug="imani", weekday=0)


def reasons(page):
    return texts(page, ".staff__misfit")


def listed(page):
    return texts(page, ".staff__hits li")


ROBIN_AT_NINE = "Mon, Jun 8, 9:00 am Robin Vale First visit with Imani, Lantern Square"


# What is asked


def test_a_closure_lists_the_affected_visits_before_it_is_saved(desk, visit):
    page = desk.post(CLOSURE, A_CLOSED_MONDAY)

    assert texts(page, "h1") == ["Who does this hit? Closure"]
    assert listed(page) == [f"{ROBIN_AT_NINE} No longer fits: Lantern Square is closed"]
    assert not Closure.objects.exists()


def test_confirming_the_list_saves_the_closure(desk, visit):
    page = desk.post(CLOSURE, A_CLOSED_MONDAY)

    answer = pressed(desk, page, CLOSURE)

    assert answer.status_code == 302
    assert [row.reason for row in Closure.objects.all()] == ["Painters"]
    assert Appointment.objects.get().status == Status.BOOKED


def test_going_back_returns_to_the_filled_in_form(desk, visit):
    page = desk.post(CLOSURE, A_CLOSED_MONDAY)

    back = pressed(desk, page, CLOSURE, back="1")

    assert parsed(back).select_one("[name=reason]")["value"] == "Painters"
    assert not Closure.objects.exists()


def test_a_visit_booked_meanwhile_must_be_confirmed_too(desk, visit):
    page = desk.post(CLOSURE, A_CLOSED_MONDAY)
    booked("11:00", contact=SAM, browser="b", person="imani")

    again = pressed(desk, page, CLOSURE)

    assert texts(again, ".staff__hits strong") == [
        "Mon, Jun 8, 9:00 am",
        "Mon, Jun 8, 11:00 am",
    ]
    assert not Closure.objects.exists()


def test_a_change_that_affects_no_visit_is_saved_at_once(desk, visit):
    tuesday = {"starts_on": date(2026, 6, 9), "ends_on": date(2026, 6, 9)}

    answer = desk.post(CLOSURE, {**A_CLOSED_MONDAY, **tuesday})

    assert answer.status_code == 302
    assert Closure.objects.count() == 1


def test_a_visit_that_was_already_affected_needs_no_confirmation(desk, visit):
    factories.closure(MONDAY)

    answer = desk.post(CLOSURE, {**A_CLOSED_MONDAY, "reason": "Paint dries"})

    assert answer.status_code == 302


def test_time_off_lists_the_visits_of_that_therapist(desk, visit):
    booked("13:00", contact=SAM, browser="b", person="tomasz")
    week = {"starts_at": "2026-06-07 00:00", "ends_at": "2026-06-14 00:00"}

    page = desk.post("/admin/timeoff/new/", {"therapist": imani().pk, **week})

    assert reasons(page) == ["No longer fits: Imani is away"]
    assert not TimeOff.objects.exists()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ends_at": "09:30"}, "Imani does not work then"),
        ({"ends_at": "10:10"}, "Imani does not work then"),  # into the clean-up
        (
            {"break_starts_at": "09:30", "break_ends_at": "09:45"},
            "Imani does not work then",
        ),
        ({"valid_until": "2026-06-07"}, "Imani does not work then"),
        ({"weekday": "1"}, "Imani does not work then"),
    ],
)
def test_shorter_hours_list_the_visits_outside_them(desk, visit, changes, reason):
    row = of_monday()
    WorkingHours.objects.filter(therapist=row.therapist, weekday=1).delete()

    page = edited(desk, f"/admin/workinghours/edit/{row.pk}/", **changes)

    assert reasons(page) == [f"No longer fits: {reason}"]
    row.refresh_from_db()
    assert (row.weekday, row.ends_at, row.valid_until) == (0, time(17), None)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"takes_bookings": None}, "Imani takes no bookings"),
        ({"last_day_on": "2026-06-07"}, "Imani will have left"),
    ],
)
def test_a_therapist_who_stops_or_leaves_lists_their_visits(
    owner, visit, changes, reason
):
    url = f"/admin/therapist/edit/{imani().pk}/"

    page = edited(owner, url, **changes)

    assert reasons(page) == [f"No longer fits: {reason}"]
    assert (imani().takes_bookings, imani().last_day_on) == (True, None)
    assert pressed(owner, page, url).status_code == 302
    assert impact.is_hit(visit.pk)


def test_taking_a_room_out_of_use_lists_its_visits(owner, visit):
    page = edited(owner, f"/admin/room/edit/{visit.room_id}/", in_use=None)

    assert reasons(page) == ["No longer fits: Room 1 is out of use"]
    assert Room.objects.get(pk=visit.room_id).in_use


def test_shorter_opening_hours_list_the_visits_outside_them(owner, visit, place):
    monday = place.opening_hours.get(weekday=0)
    url = f"/admin/location/edit/{place.pk}/"
    form = fields_of(parsed(owner.get(url)).select_one("main form[method=post i]"))
    [prefix] = [
        name.removesuffix("-id")
        for name, value in form.items()
        if name.endswith("-id") and value == str(monday.pk)
    ]

    page = owner.post(url, {**form, f"{prefix}-opens_at": "09:15"})

    assert reasons(page) == ["No longer fits: Lantern Square is not open then"]
    assert pressed(owner, page, url).status_code == 302
    assert place.opening_hours.get(weekday=0).opens_at == time(9, 15)


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("therapists", "Imani does not give First visit any more"),
        ("rooms", "First visit is not given in Room 1 any more"),
    ],
)
def test_removing_a_therapist_or_room_from_a_treatment_lists_its_visits(
    owner, visit, field, reason
):
    url = f"/admin/treatment/edit/{visit.treatment_id}/"
    others = {
        "therapists": Therapist.objects.exclude(slug="imani"),
        "rooms": Room.objects.exclude(pk=visit.room_id),
    }[field]

    page = edited(owner, url, **{field: [row.pk for row in others]})

    assert reasons(page) == [f"No longer fits: {reason}"]


def test_a_treatment_that_is_no_longer_offered_keeps_its_visits(owner, visit):
    url = f"/admin/treatment/edit/{visit.treatment_id}/"

    assert edited(owner, url, is_offered=None).status_code == 302
    assert not impact.is_hit(visit.pk)
    assert Treatment.objects.get().is_offered is False


def test_deleting_hours_lists_the_visits_in_them(desk, visit):
    url = f"/admin/workinghours/delete/{of_monday().pk}/"

    page = desk.post(url)

    assert reasons(page) == ["No longer fits: Imani does not work then"]
    assert texts(page, "main form button") == ["Delete and mark them", "Back"]
    assert of_monday()
    assert pressed(desk, page, url).status_code == 302
    assert not WorkingHours.objects.filter(therapist=imani(), weekday=0).exists()


def test_deleting_a_shift_lists_the_visits_in_it(desk, place):
    shift = factories.shift(imani(), place, MONDAY, time(17), time(19))
    booked("17:30", person="imani")

    page = desk.post(f"/admin/shift/delete/{shift.pk}/")

    assert reasons(page) == ["No longer fits: Imani does not work then"]
    assert Shift.objects.exists()


def test_live_holds_are_counted_and_expired_ones_are_not(desk, time_machine):
    held("09:00", person="imani")

    page = desk.post(CLOSURE, A_CLOSED_MONDAY)
    assert texts(page, "h2") == ["No time is left for 1 time being booked right now"]
    assert listed(page) == []

    time_machine.move_to(NOW + timedelta(minutes=11), tick=False)
    assert desk.post(CLOSURE, A_CLOSED_MONDAY).status_code == 302


def test_a_cancelled_visit_is_not_affected(desk, visit):
    services.cancel(appointment=visit, now=NOW)

    assert desk.post(CLOSURE, A_CLOSED_MONDAY).status_code == 302


def test_a_closure_lists_the_dates_of_events_at_its_place(desk, place):
    pages.event(
        title="Open evening",
        location=place,
        starts_on=date(2026, 5, 4),
        starts_at=time(21),
        ends_at=time(22),
        repeats=EventPage.Repeats.WEEKLY,
    )

    page = desk.post(CLOSURE, A_CLOSED_MONDAY)

    assert listed(page) == [
        "Mon, Jun 8, 9:00 pm Open evening Event No longer fits: the place is closed"
    ]


def test_time_off_lists_the_events_that_the_therapist_hosts(desk, place):
    pages.event(
        title="Talk",
        location=place,
        host=imani(),
        starts_on=MONDAY,
        starts_at=time(21),
        ends_at=time(22),
    )
    monday = {"starts_at": "2026-06-08 00:00", "ends_at": "2026-06-09 00:00"}

    page = desk.post("/admin/timeoff/new/", {"therapist": imani().pk, **monday})

    assert reasons(page) == ["No longer fits: the host is away"]


def test_a_therapist_sees_their_own_clients_and_a_count_of_others(sign_in, visit):
    user = factories.staff(Role.THERAPIST)
    Therapist.objects.filter(slug="imani").update(user=user)
    CareTeam.objects.create(client=visit.client, user=user)
    booked("11:00", contact=SAM, browser="b", person="imani")
    CareTeam.objects.filter(client__name="Sam Ode").delete()
    monday = {"starts_at": "2026-06-08 00:00", "ends_at": "2026-06-09 00:00"}

    page = sign_in(user).post(
        "/admin/timeoff/new/", {"therapist": imani().pk, **monday}
    )

    assert listed(page) == [
        f"{ROBIN_AT_NINE} No longer fits: Imani is away",
        "1 visit of clients whom you do not treat",
    ]


def test_the_list_costs_the_same_queries_for_one_visit_and_for_three(
    desk, visit, django_assert_num_queries, django_assert_max_num_queries
):
    desk.post(CLOSURE, A_CLOSED_MONDAY)
    with django_assert_max_num_queries(60) as one:
        desk.post(CLOSURE, A_CLOSED_MONDAY)
    booked("11:00", contact=SAM, browser="b", person="imani")
    booked("13:00", browser="c", person="tomasz")

    with django_assert_num_queries(len(one)):
        desk.post(CLOSURE, A_CLOSED_MONDAY)


# What is marked


@pytest.fixture
def closed(visit):
    """The visit's day, closed after it was booked."""
    return factories.closure(MONDAY)


CLOSED = ["No longer fits: Lantern Square is closed"]


@pytest.mark.parametrize(
    "url",
    [
        f"/admin/today/?day={MONDAY}",
        "/admin/visits/list/",
        "/admin/visits/unfit/",
        "/admin/visits/{visit}/",
    ],
)
def test_every_staff_list_marks_a_visit_that_no_longer_fits(desk, visit, closed, url):
    page = desk.get(url.format(visit=visit.pk))

    assert reasons(page) == CLOSED


def test_the_admin_home_page_marks_a_visit_that_no_longer_fits(
    desk, visit, closed, time_machine
):
    time_machine.move_to(visit.starts_at - timedelta(hours=1), tick=False)

    assert reasons(desk.get("/admin/")) == CLOSED


def test_the_mark_disappears_when_the_visit_fits_again(desk, visit, closed):
    assert impact.is_hit(visit.pk)

    desk.post(f"/admin/closure/delete/{closed.pk}/")

    assert not impact.is_hit(visit.pk)
    assert reasons(desk.get(f"/admin/visits/{visit.pk}/")) == []


def test_a_past_visit_is_not_marked(desk, visit, closed, time_machine):
    time_machine.move_to(visit.ends_at, tick=False)

    assert reasons(desk.get("/admin/visits/list/")) == []


def test_the_day_page_counts_the_visits_that_no_longer_fit(desk, closed):
    page = desk.get("/admin/today/")

    assert texts(page, "a[href='/admin/visits/unfit/']") == ["1 no longer fits"]


def test_the_day_page_shows_no_count_when_everything_fits(desk, visit):
    page = desk.get("/admin/today/")

    assert texts(page, "a[href='/admin/visits/unfit/']") == []
    assert texts(desk.get("/admin/visits/unfit/"), ".staff p") == [
        "Every visit and every event has its time."
    ]


# Hours that cannot be worked, and hours that nobody can book


@pytest.fixture
def camden(place):
    """A second place, closed on Sundays; Imani's Mondays are at Lantern Square."""
    with services.schedule_change():
        camden = factories.location("camden")
        camden.opening_hours.filter(weekday=6).delete()
    return camden


def hours(row=None, **changes):
    return {
        "therapist": imani().pk,
        "weekday": 0,
        "starts_at": "10:00",
        "ends_at": "16:00",
        **changes,
    }


def errors(page):
    return texts(page, ".error-message")


def test_hours_in_two_places_at_once_are_refused(desk, camden):
    page = desk.post("/admin/workinghours/new/", hours(location=camden.pk))

    assert errors(page) == [
        "Imani also works on Mondays, 9:00 am to 5:00 pm, at Lantern Square. These "
        "hours would clash with it, first on Monday, June 1."
    ]
    assert WorkingHours.objects.filter(location=camden).count() == 0


def test_a_shift_that_overlaps_hours_in_another_place_is_refused(desk, camden):
    shift = {**hours(location=camden.pk), "day": MONDAY}

    page = desk.post("/admin/shift/new/", shift)

    assert page.status_code == 200
    assert Shift.objects.count() == 0


def test_hours_of_one_place_may_touch_but_not_overlap(desk, place):
    later = hours(location=place.pk, starts_at="17:00", ends_at="19:00")
    assert desk.post("/admin/workinghours/new/", later).status_code == 302

    over = hours(location=place.pk, starts_at="16:55", ends_at="19:00")
    assert desk.post("/admin/workinghours/new/", over).status_code == 200


@pytest.mark.parametrize(("minutes", "status"), [(0, 302), (15, 302), (20, 200)])
def test_hours_in_two_places_need_the_minutes_between_them(
    desk, camden, minutes, status
):
    factories.BookingRules.objects.update(minutes_between_places=minutes)
    evening = hours(location=camden.pk, starts_at="17:15", ends_at="19:00")

    assert desk.post("/admin/workinghours/new/", evening).status_code == status


def test_booking_rules_that_existing_hours_would_break_are_refused(owner, camden):
    with services.schedule_change():
        WorkingHours.objects.create(
            therapist=imani(),
            location=camden,
            weekday=0,
            starts_at=time(17, 15),
            ends_at=time(19),
        )
    url = f"/admin/bookingrules/edit/{factories.BookingRules.objects.get().pk}/"

    assert edited(owner, url, minutes_between_places=30).status_code == 200
    assert factories.BookingRules.objects.get().minutes_between_places == 0
    assert edited(owner, url, minutes_between_places=15).status_code == 302


def test_a_time_zone_that_makes_hours_overlap_is_refused(owner, camden):
    with services.schedule_change():
        WorkingHours.objects.create(
            therapist=imani(),
            location=camden,
            weekday=0,
            starts_at=time(17),
            ends_at=time(19),
        )
    url = f"/admin/location/edit/{camden.pk}/"

    assert edited(owner, url, time_zone="America/Halifax").status_code == 200
    assert Location.objects.get(slug="camden").time_zone == "America/New_York"
    assert edited(owner, url, time_zone="America/Chicago").status_code == 302


def test_a_shift_on_a_closed_day_must_be_confirmed(owner, camden):
    sunday = date(2026, 6, 7)
    with services.schedule_change():
        WorkingHours.objects.filter(weekday=6).delete()
    shift = {**hours(location=camden.pk), "day": sunday}

    page = owner.post("/admin/shift/new/", shift)

    assert texts(page, "h1") == ["Is this meant? Shift"]
    assert texts(page, ".staff p")[1:] == [
        "Camden is closed on Sunday, June 7, 10:00 am to 4:00 pm: nobody can book "
        "these hours. Opening hours of Camden"
    ]
    assert not Shift.objects.exists()
    assert pressed(owner, page, "/admin/shift/new/").status_code == 302
    assert Shift.objects.count() == 1


def test_hours_outside_opening_hours_show_what_can_be_booked(desk, place):
    row = of_monday()

    page = edited(desk, f"/admin/workinghours/edit/{row.pk}/", ends_at="22:00")

    assert texts(page, ".staff p")[1:] == [
        "Lantern Square is not open all the time on Mondays, 9:00 am to 10:00 pm: only "
        "9:00 am to 8:00 pm can be booked."
    ]


def test_closing_a_weekday_names_the_hours_that_nobody_can_book(owner, place):
    sunday = place.opening_hours.get(weekday=6)
    url = f"/admin/location/edit/{place.pk}/"
    form = fields_of(parsed(owner.get(url)).select_one("main form[method=post i]"))
    [prefix] = [
        name.removesuffix("-id")
        for name, value in form.items()
        if name.endswith("-id") and value == str(sunday.pk)
    ]

    page = owner.post(url, {**form, f"{prefix}-DELETE": "on"})

    assert texts(page, ".staff p")[1:] == [
        f"{name}: Lantern Square is closed on Sundays, 9:00 am to 5:00 pm: nobody can "
        "book these hours. Opening hours of Lantern Square"
        for name in ("Imani", "Tomasz")
    ]


def test_a_single_closure_does_not_question_weekly_hours(desk):
    factories.closure(MONDAY)
    row = of_monday()

    answer = edited(desk, f"/admin/workinghours/edit/{row.pk}/", ends_at="18:00")

    assert answer.status_code == 302


def test_hours_until_five_in_the_morning_must_be_confirmed(owner, place):
    with services.schedule_change():
        place.opening_hours.update(opens_at=time(), closes_at=time())
        WorkingHours.objects.exclude(weekday=0).delete()
    row = of_monday()

    page = edited(owner, f"/admin/workinghours/edit/{row.pk}/", ends_at="05:00")

    assert texts(page, ".staff p")[1:] == [
        "From 9:00 am until 5:00 am the next day at Lantern Square is 20 hours. "
        "Opening hours of Lantern Square"
    ]


def test_hours_until_midnight_are_entered_as_24_00(desk, place):
    with services.schedule_change():
        place.opening_hours.update(closes_at=time())
    row = of_monday()

    answer = edited(
        desk, f"/admin/workinghours/edit/{row.pk}/", starts_at="18:00", ends_at="24:00"
    )

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.ends_at, row.hours) == (time(), "6:00 pm to midnight")
    booked("22:45", person="imani")
    assert Appointment.objects.get().starts_at == datetime(
        2026, 6, 9, 2, 45, tzinfo=UTC
    )


def test_a_break_without_an_end_is_refused(desk):
    row = of_monday()

    page = edited(desk, f"/admin/workinghours/edit/{row.pk}/", break_starts_at="12:00")

    assert texts(page, ".messages .errorlist li") == [
        "Start, break and end must follow one another."
    ]
    assert of_monday().break_starts_at is None


def new_location(owner, **changes):
    """What is answered to a new location with these fields."""
    form = fields_of(
        parsed(owner.get("/admin/location/new/")).select_one("main form[method=post i]")
    )
    filled = {**form, "name": "Kiosk", "slug": "kiosk", "phone": "212-555-0142"}
    return owner.post("/admin/location/new/", {**filled, **changes})


def test_a_new_location_is_saved_at_once(owner):
    assert new_location(owner, time_zone="Europe/Lisbon").status_code == 302
    assert Location.objects.get(slug="kiosk").time_zone == "Europe/Lisbon"


@pytest.mark.parametrize("zone", ["", "Lisbon"])
def test_a_new_location_without_a_known_time_zone_is_refused(owner, zone):
    assert new_location(owner, time_zone=zone).status_code == 200
    assert not Location.objects.filter(slug="kiosk").exists()
