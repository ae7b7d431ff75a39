"""Staff accounts, therapists, their hours and time off of the demo clinic."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from accounts.models import User
from accounts.roles import Role
from booking.models import Shift, TimeOff, WorkingHours
from care.models import Condition, Technique
from demo.loader.texts import CLINIC_DOMAIN, WEEKDAYS, clock, read
from locations.models import Location
from therapists.models import Therapist

NEW_YORK = ZoneInfo("America/New_York")

# (mailbox, first name, last name, role); therapists come from therapists.toml.
STAFF = (
    ("owner", "Wren", "Halloran", Role.OWNER),
    ("desk", "Ivo", "Marchetti", Role.FRONT_DESK),
    ("editor", "Saskia", "Obi", Role.EDITOR),
)
CLINICAL_LEAD = "imani-okafor-reyes"


def load(today):
    for mailbox, first_name, last_name, role in STAFF:
        _add_user(mailbox, first_name, last_name, role)
    for row in read("therapists")["therapist"]:
        _add_hours(_add_therapist(row, today), row["hours"])
    _add_time_off(today)
    _leave_homes_alone(today + timedelta(days=7))
    _add_shift(today + timedelta(days=5))


def _add_user(mailbox, first_name, last_name, role):
    email = f"{mailbox}@{CLINIC_DOMAIN}"
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email, first_name=first_name, last_name=last_name
    )
    UserProfile.objects.update_or_create(
        user=user, defaults={"current_time_zone": NEW_YORK.key}
    )
    user.groups.set([Group.objects.get(name=role)])
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user


def _add_therapist(row, today):
    first_name, _, last_name = row["name"].partition(" ")
    role = Role.CLINICAL_LEAD if row["slug"] == CLINICAL_LEAD else Role.THERAPIST
    therapist, _ = Therapist.objects.update_or_create(
        slug=row["slug"],
        defaults={
            "name": row["name"],
            "short_name": row["short_name"],
            "pronouns": row["pronouns"],
            "credential": row["credential"],
            "license_number": row["license"],
            "practising_since": today.year - row["years"],
            "languages": row["languages"],
            "main_location": Location.objects.get(slug=row["main_location"]),
            "user": _add_user(row["short_name"].lower(), first_name, last_name, role),
        },
    )
    therapist.treats.set(Condition.objects.filter(slug__in=row["treats"]))
    therapist.techniques.set(Technique.objects.filter(slug__in=row["techniques"]))
    therapist.save()
    return therapist


def _add_hours(therapist, hours):
    WorkingHours.objects.filter(therapist=therapist).delete()
    for row in hours:
        WorkingHours.objects.create(
            therapist=therapist,
            weekday=WEEKDAYS[row["day"]],
            location=Location.objects.get(slug=row["at"]),
            starts_at=clock(row["from"]),
            ends_at=clock(row["until"]),
            break_starts_at=clock(row.get("break_from")),
            break_ends_at=clock(row.get("break_until")),
        )


def _add_time_off(today):
    TimeOff.objects.all().delete()
    _take_off("imani-okafor-reyes", _at(today, 10), _at(today, 15), "Vacation")
    _take_off("hye-jin-baek", _at(today, 3, time(15)), _at(today, 4), "Appointment")
    _take_off("marisol-quintanar", _at(today, 21), _at(today, 22), "Course")


def _take_off(slug, start, stop, reason):
    TimeOff.objects.create(
        therapist=Therapist.objects.get(slug=slug),
        starts_at=start,
        ends_at=stop,
        reason=reason,
    )


def _leave_homes_alone(day):
    """Give Callum a week off from home visits: his hours pause around this day."""
    monday = day - timedelta(days=day.weekday())
    for row in WorkingHours.objects.filter(location__visits_homes=True):
        row.valid_until = monday - timedelta(days=1)
        row.save()
        row.pk, row.valid_from, row.valid_until = None, monday + timedelta(days=7), None
        row.save()


def _add_shift(day):
    """Give Desmond one extra Wednesday afternoon."""
    Shift.objects.all().delete()
    wednesday = day + timedelta(days=(WEEKDAYS["wed"] - day.weekday()) % 7)
    Shift.objects.create(
        therapist=Therapist.objects.get(slug="desmond-achterberg"),
        location=Location.objects.get(slug="lantern-square"),
        day=wednesday,
        starts_at=time(14),
        ends_at=time(20),
    )


def _at(today, days, at=time()):
    return datetime.combine(today + timedelta(days=days), at, NEW_YORK)
