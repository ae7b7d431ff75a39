"""Editing the schedule in the admin: what it changes, and in which time zone."""

from datetime import UTC, datetime

import pytest

from accounts.roles import Role
from booking.availability import free_times
from booking.models import Room, ScheduleVersion, Shift, TimeOff, WorkingHours
from locations.models import Closure
from tests import factories
from tests.factories import MONDAY, NOW
from tests.screens import parsed, texts
from therapists.models import Therapist

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


def version():
    return ScheduleVersion.objects.get().name


def starts():
    """The starts of Imani's Monday, by the clock on the wall."""
    answer = free_times.openings(factories.choice("imani"), MONDAY, MONDAY, NOW)
    return [start.start for start in answer.openings_on(MONDAY)]


def test_a_closure_removes_the_openings_of_its_day(desk):
    before, free = version(), starts()
    assert free

    answer = desk.post(
        "/admin/closure/new/",
        {"starts_on": MONDAY, "ends_on": MONDAY, "reason": "Painters", "location": ""},
    )

    assert answer.status_code == 302, answer.text
    assert Closure.objects.count() == 1
    assert version() != before
    assert starts() == []


def test_deleting_a_closure_restores_the_openings(desk):
    free = starts()
    closure = factories.closure(MONDAY)
    assert starts() == []

    desk.post(f"/admin/closure/delete/{closure.pk}/")

    assert starts() == free


def test_shorter_hours_remove_the_openings_after_them(desk):
    row = WorkingHours.objects.get(therapist__slug="imani", weekday=MONDAY.weekday())
    before = starts()

    answer = desk.post(
        f"/admin/workinghours/edit/{row.pk}/",
        {
            "therapist": row.therapist_id,
            "location": row.location_id,
            "weekday": row.weekday,
            "starts_at": "09:00",
            "ends_at": "12:00",
        },
    )

    assert answer.status_code == 302, answer.text
    assert 0 < len(starts()) < len(before)


def test_time_off_is_entered_in_the_time_zone_of_the_therapist(sign_in):
    tokyo = factories.location("tokyo", zone="Asia/Tokyo")
    akira = factories.therapist("Akira", tokyo)
    owner = sign_in(factories.staff(Role.OWNER))
    wall = {"starts_at": "2026-06-08 09:00", "ends_at": "2026-06-08 12:00"}

    answer = owner.post("/admin/timeoff/new/", {"therapist": akira.pk, **wall})

    assert answer.status_code == 302, answer.text
    off = TimeOff.objects.get()
    assert off.starts_at == datetime(2026, 6, 8, 0, tzinfo=UTC)
    page = owner.get(f"/admin/timeoff/edit/{off.pk}/")
    assert parsed(page).select_one("[name=starts_at]")["value"] == "2026-06-08 09:00"


def test_a_therapist_cannot_change_anyone_elses_schedule(sign_in):
    user = factories.staff(Role.THERAPIST)
    Therapist.objects.filter(slug="imani").update(user=user)
    imani, tomasz = Therapist.objects.order_by("slug")
    browser = sign_in(user)
    row = {
        "location": imani.main_location_id,
        "day": MONDAY,
        "starts_at": "18:00",
        "ends_at": "19:00",
    }

    refused = browser.post("/admin/shift/new/", {"therapist": tomasz.pk, **row})
    assert refused.status_code == 200
    assert not Shift.objects.exists()

    browser.post("/admin/shift/new/", {"therapist": imani.pk, **row})
    assert Shift.objects.get().therapist == imani

    other = TimeOff.objects.create(
        therapist=tomasz, starts_at=NOW, ends_at=NOW.replace(hour=23)
    )
    assert browser.get(f"/admin/timeoff/edit/{other.pk}/").status_code == 404
    assert browser.post(f"/admin/timeoff/delete/{other.pk}/").status_code == 404
    assert TimeOff.objects.count() == 1


def test_a_room_in_use_cannot_be_deleted(sign_in):
    owner = sign_in(factories.staff(Role.OWNER))
    room = Room.objects.first()

    page = owner.post(f"/admin/room/delete/{room.pk}/", follow=True)

    assert page.status_code == 200
    assert texts(page, ".messages .error") == [
        "This is in use by visits or plans, and stays. Go to the first error"
    ]
    assert Room.objects.filter(pk=room.pk).exists()
