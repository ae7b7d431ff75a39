"""Who is in a client's care team, and which clients and visits that opens."""

import pytest

from booking import services
from booking.models import Appointment
from booking.models.appointments import VISITS
from clients import access, files
from clients import services as clients
from clients.models import CareTeam
from tests import factories
from tests.factories import NOW, SAM, at, booked, choice
from therapists.models import Therapist

pytestmark = pytest.mark.django_db


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


def test_the_care_team_follows_who_treats_the_client():
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


def test_the_care_team_ends_with_the_last_visit_with_this_therapist():
    imani, tomasz = place_people("Imani", "Tomasz")
    first = booked("09:00", person="imani")
    client = first.client
    proof = factories.proven(first)
    second = booked("13:00", person="tomasz", browser="b", proof=proof)
    booked("15:00", person="imani", contact=SAM, browser="c")
    assert readers_of(client) == {imani, tomasz}

    services.cancel(appointment=first, now=NOW)

    assert readers_of(client) == {tomasz}
    services.cancel(appointment=second, now=NOW)
    assert readers_of(client) == set()


def test_only_their_own_care_team_opens_a_client_to_a_therapist():
    user = factories.staff("Therapist")
    mine = booked("09:00").client
    theirs = booked("13:00", contact=SAM, browser="b").client
    CareTeam.objects.create(client=mine, user=user)

    assert access.allows(user, mine, access.HEALTH)
    assert not access.allows(user, theirs, access.HEALTH)
    assert not access.allows_with_reason(user, access.HEALTH)


def test_a_therapist_sees_the_visits_of_their_own_people_alone():
    imani, tomasz = place_people("Imani", "Tomasz")
    mine = booked("09:00", person="imani")
    theirs = booked("13:00", person="tomasz", contact=SAM, browser="b")
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
