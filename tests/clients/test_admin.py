"""Clients in the admin: who may change what, and what is logged."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import ModelLogEntry

from accounts.models import LogEntry, User
from accounts.roles import Role
from clients import services
from clients.models import Client
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db

ROW = {
    "name": "Robin Vale",
    "pronouns": "",
    "email": "thief@example.com",
    "phone": "212-555-0199",
    "address": "",
    "postal_code": "",
    "floor": "",
    "way_in": "",
    "has_elevator": "unknown",
}


@pytest.fixture
def robin():
    factories.in_country("US")
    return Client.objects.create(
        name="Robin Vale", email="r@example.com", phone="+12125550111", created_at=NOW
    )


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.CLINICAL_LEAD])
def test_a_corrected_address_is_unproven_until_it_is_confirmed(sign_in, robin, role):
    user = factories.staff(role)

    answer = sign_in(user).post(f"/admin/clients/edit/{robin.pk}/", ROW)

    assert answer.status_code == 302, answer.text
    robin.refresh_from_db()
    assert robin.email == "thief@example.com"
    assert (robin.proven_at, robin.corrected_by) == (None, user)
    assert robin.phone.as_e164 == "+12125550199"
    changed = LogEntry.objects.get(kind=LogEntry.Kind.CONTACT_CHANGED)
    assert (changed.subject, changed.actor) == (robin.pk, user.uid)
    assert not ModelLogEntry.objects.exists()


def test_the_same_address_in_capitals_stays_proven(sign_in, robin):
    services.vouch(client=robin, now=NOW, by=None)
    row = {**ROW, "email": "R@Example.com"}

    sign_in(factories.staff(Role.FRONT_DESK)).post(
        f"/admin/clients/edit/{robin.pk}/", row
    )

    robin.refresh_from_db()
    assert robin.proven_at == NOW
    assert robin.corrected_by is None


def account(user, **changes):
    return {"email": user.email, "first_name": "A", "last_name": "B", **changes}


@pytest.mark.parametrize(
    ("edits", "has"), [(Role.OWNER, Role.OWNER), (Role.EDITOR, Role.FRONT_DESK)]
)
def test_an_owner_can_change_others_roles_but_make_nobody_superuser(
    sign_in, edits, has
):
    owner, desk = factories.staff(Role.OWNER), Group.objects.get(name=Role.FRONT_DESK)
    user = owner if edits == Role.OWNER else factories.staff(edits)
    form = account(user, groups=[desk.pk], is_superuser="on", is_active="on")

    sign_in(owner).post(f"/admin/users/edit/{user.pk}/", form)

    user = User.objects.get(pk=user.pk)
    assert [group.name for group in user.groups.all()] == [has]
    assert not user.is_superuser


def test_accounts_cannot_be_deleted(sign_in):
    owner, editor = factories.staff(Role.OWNER), factories.staff(Role.EDITOR)

    sign_in(owner).post(f"/admin/users/delete/{editor.pk}/")

    assert User.objects.filter(pk=editor.pk).exists()
