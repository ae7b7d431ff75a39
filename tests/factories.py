"""Builders: plain functions that make what a test needs, through the services."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from django.db import connection

from accounts.models import User
from accounts.roles import Role
from booking import services
from booking.availability import catalogue as catalogues
from booking.availability.selection import choose
from booking.engine.ticks import tick_of
from booking.models import (
    BookingRules,
    Draft,
    Room,
    Shift,
    TimeOff,
    Treatment,
    TreatmentLength,
    WorkingHours,
)
from booking.services.confirming import Safety
from clients import services as clients
from clients.contact import Contact
from clients.models import Client
from clients.proof import Proof
from intake.levels import Level
from locations import site_context
from locations.models import ClinicDetails, Closure, Location, OpeningHours
from therapists.models import Therapist

NEW_YORK = ZoneInfo("America/New_York")

# A Monday in June at noon in New York; visits of the tests are in the week after it.
NOW = datetime(2026, 6, 1, 16, tzinfo=UTC)
MONDAY = date(2026, 6, 8)

NO_FLAGS = Safety({"ticked": []}, Level.NONE)
DOCTOR_FIRST = Safety({"ticked": ["cancer-or-bones"]}, Level.DOCTOR_FIRST)
ROBIN = Contact("Robin Vale", "robin@example.com", "+12125550111")
SAM = Contact("Sam Ode", "sam@example.com", "+12125550122")

_numbers = count(1)


def clinic(*names, rooms=1, treatments=("first-visit",)):
    """A studio with rooms, therapists of these names, and a treatment of 60 minutes."""
    details = ClinicDetails.load()
    details.name, details.phone = "Kestrel Row", "+12125550142"
    details.email, details.country_code = "hello@example.com", "US"
    details.save()
    with services.schedule_change():
        place = location("lantern-square")
        for n in range(rooms):
            Room.objects.create(location=place, name=f"Room {n + 1}", position=n)
        people = [therapist(name, place) for name in names or ("Imani",)]
        for slug in treatments:
            treatment(slug, people)
    return place


def in_country(code, **details):
    """Set the clinic's country, and other details of it."""
    row = ClinicDetails.load()
    for name, value in {"country_code": code, **details}.items():
        setattr(row, name, value)
    row.save()
    site_context.forget()


def location(slug, zone="America/New_York", **fields):
    """A place that is open from 8 to 20 every day."""
    place = Location.objects.create(
        name=slug.replace("-", " ").title(),
        slug=slug,
        street="18 Lantern Square",
        city="New York",
        region="NY",
        phone="+12125550142",
        time_zone=zone,
        access="An elevator goes to floor 2.",
        **fields,
    )
    OpeningHours.objects.bulk_create(
        OpeningHours(location=place, weekday=day, opens_at=time(8), closes_at=time(20))
        for day in range(7)
    )
    return place


def therapist(name, place, start=time(9), stop=time(17), **fields):
    """Somebody who works at a place every day."""
    slug = name.lower().replace(" ", "-")
    person = Therapist.objects.create(
        name=name, short_name=name, slug=slug, main_location=place, **fields
    )
    WorkingHours.objects.bulk_create(
        WorkingHours(
            therapist=person, location=place, weekday=day, starts_at=start, ends_at=stop
        )
        for day in range(7)
    )
    return person


def treatment(slug, people, minutes=60, **fields):
    """A treatment in every room, with 15 minutes of clean-up."""
    sold = Treatment.objects.create(
        name=slug.replace("-", " ").capitalize(),
        slug=slug,
        **{"cleanup_minutes": 15, **fields},
    )
    TreatmentLength.objects.create(
        treatment=sold, minutes=minutes, price_cents=16500, for_new_clients=True
    )
    sold.rooms.set(Room.objects.all())
    sold.therapists.set(people)
    sold.save()
    if not BookingRules.objects.get().default_treatment:
        BookingRules.objects.update(default_treatment=sold, default_minutes=minutes)
    return sold


def choice(person="", slug="first-visit", length=60, location="lantern-square"):
    """What somebody wants, under the current catalogue."""
    return choose(
        catalogues.current(),
        treatment=slug,
        length=length,
        therapist=person,
        location=location,
        known=True,
    )


def at(wall, day=MONDAY, zone=NEW_YORK):
    """The tick of a wall-clock time."""
    return tick_of(instant(wall, day, zone))


def instant(wall, day=MONDAY, zone=NEW_YORK):
    """The instant of a wall-clock time."""
    return datetime.combine(day, time.fromisoformat(wall), zone)


def draft(browser="one"):
    """A draft that holds nothing."""
    return Draft.objects.create(browser=browser, network="network", used_at=NOW)


def held(
    wall="09:00", browser="one", network="", now=NOW, day=MONDAY, named=None, **wish
):
    """The draft of a browser that holds a time."""
    return services.hold(
        browser=browser,
        network=network or f"network of {browser}",
        choice=choice(**wish),
        start=at(wall, day),
        named=named,
        now=now,
    )


def booked(
    wall="09:00", contact=ROBIN, safety=NO_FLAGS, now=NOW, proof=None, **held_by
):
    """An appointment, held and booked as a client does."""
    return services.book(
        draft=held(wall, now=now, **held_by),
        contact=contact,
        safety=safety,
        proof=proof,
        now=now,
    )


def proven(visit, now=NOW):
    """What a browser has proven after the button in the mail about a visit."""
    how = Client.Proof.LINK
    person = clients.prove(client=visit.client, how=how, now=now)
    return Proof(visit.client.mailbox, person.pk, now + timedelta(minutes=30))


def staff(role, email=None, **fields):
    """A member of staff in one of the roles."""
    email = email or f"person{next(_numbers)}@example.com"
    fields = {"first_name": str(Role(role).value), **fields}
    user = User.objects.create_user(email, **fields)
    user.groups.add(Group.objects.get(name=role))
    return user


def shift(person, place, day, start, stop):
    """An extra shift, through the services."""
    with services.schedule_change():
        return Shift.objects.create(
            therapist=person, location=place, day=day, starts_at=start, ends_at=stop
        )


def key():
    return uuid4()


def time_off(person, start="2026-06-10T13:00", stop="2026-06-10T20:00"):
    """Time off between two instants (UTC), through the services."""
    with services.schedule_change():
        return TimeOff.objects.create(
            therapist=person,
            starts_at=datetime.fromisoformat(start).replace(tzinfo=UTC),
            ends_at=datetime.fromisoformat(stop).replace(tzinfo=UTC),
        )


def closure(day, place=None, **fields):
    """A closed day, through the services."""
    with services.schedule_change():
        return Closure.objects.create(
            location=place, starts_on=day, ends_on=day, reason="Holiday", **fields
        )


def damage(row, name):
    """Change one bit of a sealed value where it is stored."""
    field, table = row._meta.get_field(name), row._meta.db_table
    sealed = bytearray(row._meta.model.objects.get(pk=row.pk).__dict__[name].stored)
    sealed[-1] ^= 1
    pk = row._meta.pk.get_db_prep_value(row.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {field.column} = %s WHERE id = %s", [bytes(sealed), pk]
        )
