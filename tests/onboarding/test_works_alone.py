"""Somebody who works alone: three roles, a therapist, and nobody else to be asked."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts import services
from accounts.models import LogEntry, ReadingGrant, RoleGrant, User
from accounts.roles import Role
from outbox.models import Message
from tests import factories
from tests.onboarding.conftest import FORM
from therapists.models import Therapist

pytestmark = pytest.mark.django_db

NOW = timezone.now()
THREE = [Role.THERAPIST, Role.CLINICAL_LEAD, Role.OWNER]


@pytest.fixture
def ana(opened):
    """An owner who works alone."""
    return opened(works_alone=True).owner


def told(kind):
    """Who gets letters of a kind."""
    return list(Message.objects.filter(kind=kind).values_list("to", flat=True))


# Roles and therapist


def test_the_tick_gives_three_roles_at_once(client, link):
    client.post(link, FORM | {"works_alone": "on"})

    assert User.objects.get().role_names == THREE
    given = LogEntry.objects.filter(kind=LogEntry.Kind.ROLE_GIVEN)
    assert {entry.details["role"] for entry in given} == {*THREE}
    assert not RoleGrant.objects.exists()


def test_the_first_place_brings_the_therapist(ana):
    assert not Therapist.objects.exists()

    place = factories.location("lantern-square")
    factories.location("harbor")

    therapist = Therapist.objects.get()
    assert (therapist.user, therapist.main_location) == (ana, place)
    assert (therapist.name, therapist.short_name) == ("Ana Ruiz", "Ana")
    assert therapist.slug == "ana-ruiz"


def test_a_place_from_before_brings_the_therapist_at_once(opened):
    place = factories.location("lantern-square")

    opened(works_alone=True)

    assert Therapist.objects.get().main_location == place


def test_a_therapist_of_that_name_stays_as_it_is(opened):
    factories.therapist("Ana Ruiz", factories.location("lantern-square"))

    opened(works_alone=True)

    assert Therapist.objects.get().user is None


def test_without_the_tick_a_place_brings_no_therapist(opened):
    opened()

    factories.location("lantern-square")

    assert not Therapist.objects.exists()


# Whatever asks for a second person waits for a day and writes to the owner


@pytest.mark.parametrize("role", THREE)
def test_a_role_that_reads_health_answers_waits(ana, role):
    sam = User.objects.create_user("sam@example.com")

    [grant] = services.set_roles(user=sam, roles=[role], by=ana, now=NOW)

    assert grant.effective_at == NOW + timedelta(hours=24)
    assert told("role_waits") == [ana.email]
    assert sam.role_names == []
    services.grant_due(NOW + timedelta(hours=24))
    assert sam.role_names == [role]


def test_a_role_of_health_answers_that_was_taken_from_oneself_waits_too(ana):
    roles = [Role.OWNER, Role.THERAPIST]
    services.set_roles(user=ana, roles=roles, by=ana, now=NOW)

    [grant] = services.set_roles(user=ana, roles=THREE, by=ana, now=NOW)

    assert (grant.role, told("role_waits")) == (Role.CLINICAL_LEAD, [ana.email])


def test_a_role_that_is_to_read_health_answers_waits(ana):
    group = Group.objects.create(name="Assistant")

    grant = services.set_health_reading(
        group=group, permission="health_any", by=ana, now=NOW
    )

    assert grant == ReadingGrant.objects.get()
    assert grant.effective_at == NOW + timedelta(hours=24)
    assert told("readers_wait") == [ana.email]


def test_with_a_second_person_nothing_waits(ana):
    factories.staff(Role.CLINICAL_LEAD, "lead@example.com")
    sam = User.objects.create_user("sam@example.com")

    assert services.set_roles(user=sam, roles=THREE, by=ana, now=NOW) == []
    assert told("role_given") == ["lead@example.com"] * 3
