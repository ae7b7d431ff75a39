"""Roles are groups: the five built in, and those that a clinic adds."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts import services
from accounts.models import LogEntry, ReadingGrant
from accounts.roles import Role
from booking.models.appointments import VISITS
from clients import access
from clients.access import CONTACT, HEALTH, Reach
from clinic.roles import PERMISSIONS
from outbox import kinds, rendering
from outbox.models import Message
from tests import factories
from tests.admin_forms import edited
from tests.factories import NOW
from tests.screens import links, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(db):
    return factories.staff(Role.OWNER)


def permission(name):
    app, _, codename = name.partition(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def assistant(*names):
    """A member of the team in a role of the clinic's own."""
    group = Group.objects.create(name="Assistant")
    group.permissions.set(map(permission, ["wagtailadmin.access_admin", *names]))
    user = factories.User.objects.create_user("assistant@example.com")
    user.groups.add(group)
    return user


@pytest.mark.parametrize(
    ("role", "contact", "health", "visits"),
    [
        (Role.EDITOR, Reach.NOBODY, Reach.NOBODY, Reach.NOBODY),
        (Role.FRONT_DESK, Reach.EVERYONE, Reach.NOBODY, Reach.EVERYONE),
        (Role.THERAPIST, Reach.OWN, Reach.OWN, Reach.OWN),
        (Role.CLINICAL_LEAD, Reach.EVERYONE, Reach.EVERYONE, Reach.EVERYONE),
        (Role.OWNER, Reach.EVERYONE, Reach.WITH_REASON, Reach.EVERYONE),
    ],
)
def test_each_role_reaches_as_far_as_the_table_says(role, contact, health, visits):
    user = factories.staff(role)

    reached = [access.reach(user, kind) for kind in (CONTACT, HEALTH, VISITS)]

    assert reached == [contact, health, visits]


def test_a_superuser_reaches_no_further_than_their_roles():
    user = factories.staff(Role.EDITOR, is_superuser=True)

    assert access.reach(user, HEALTH) is Reach.NOBODY


def test_a_user_with_two_roles_has_the_wider_reach():
    user = factories.staff(Role.THERAPIST)
    user.groups.add(Group.objects.get(name=Role.CLINICAL_LEAD))

    assert access.reach(user, HEALTH) is Reach.EVERYONE


def test_a_custom_role_opens_the_pages_of_its_permissions(sign_in):
    browser = sign_in(assistant("booking.visits_any", "clients.contact_any"))

    assert browser.get("/admin/today/").status_code == 200
    assert browser.get("/admin/phone/").status_code == 200
    assert browser.get("/admin/articles/").status_code == 404


def test_the_role_form_grants_contact_and_visit_permissions(sign_in, owner):
    group = assistant().groups.get()
    url, browser = f"/admin/groups/edit/{group.pk}/", sign_in(owner)
    names = ("clients.contact_any", "booking.visits_own")
    granted = [permission(name).pk for name in names]

    assert edited(browser, url, permissions=granted).status_code == 302

    given = group.permissions.values_list("codename", flat=True)
    assert sorted(given) == ["contact_any", "visits_own"]


def test_the_role_form_shows_health_access_but_cannot_grant_it(sign_in, owner):
    group = assistant().groups.get()
    url, browser = f"/admin/groups/edit/{group.pk}/", sign_in(owner)
    assert texts(browser.get(url), "main h2 + p") == ["No health answers · Change"]

    edited(browser, url, permissions=[permission("clients.health_any").pk])

    assert not services.reads_health("Assistant")


def test_an_owner_grants_health_access_to_a_role_and_the_lead_is_notified(
    sign_in, owner
):
    lead = factories.staff(Role.CLINICAL_LEAD)
    user = assistant()
    url = f"/admin/team/roles/{user.groups.get().pk}/health/"

    sign_in(owner).post(url, {"permission": "health_own"})

    user = type(user).objects.get(pk=user.pk)
    assert access.reach(user, HEALTH) is Reach.OWN
    assert Message.objects.get(kind="role_given").to == lead.email
    noted = LogEntry.objects.get(kind=LogEntry.Kind.READERS_CHANGED)
    assert noted.details == {"role": "Assistant", "permission": "health_own"}
    assert services.reads_health("Assistant")


def test_health_access_waits_for_a_day_without_a_second_person(sign_in, owner):
    user = assistant()
    group = user.groups.get()

    sign_in(owner).post(health_url(group), {"permission": "health_any"})

    assert access.reach(user, HEALTH) is Reach.NOBODY
    asked = LogEntry.objects.get(kind=LogEntry.Kind.ROLE_ASKED)
    assert asked.details == {"role": "Assistant", "permission": "health_any"}
    letter = Message.objects.get(kind="readers_wait")
    assert letter.to == owner.email
    assert "“Assistant” may read. Health answers: of every client." in rendered(letter)
    grant = ReadingGrant.objects.get()
    services.grant_due(grant.effective_at - timedelta(seconds=1))
    assert access.reach(fresh(user), HEALTH) is Reach.NOBODY
    services.grant_due(grant.effective_at)
    assert access.reach(fresh(user), HEALTH) is Reach.EVERYONE
    assert not ReadingGrant.objects.exists()


def test_waiting_health_access_is_shown_and_can_be_withdrawn(sign_in, owner):
    group = assistant().groups.get()
    browser, url = sign_in(owner), health_url(group)
    browser.post(url, {"permission": "health_any"})
    assert links(browser.get("/admin/"), ".staff a")["See or withdraw it"] == url
    assert len(texts(browser.get(url), "main strong")) == 1

    browser.post(url, {"permission": ""})

    assert not ReadingGrant.objects.exists()
    assert not services.reads_health("Assistant")


def test_taking_health_access_away_never_waits(owner):
    therapists = Group.objects.get(name=Role.THERAPIST)

    waits = services.set_health_reading(
        group=therapists, permission="", by=owner, now=NOW
    )

    assert waits is None
    assert not services.reads_health(Role.THERAPIST)


def health_url(group):
    return f"/admin/team/roles/{group.pk}/health/"


def fresh(user):
    """The user without what was read of their groups before."""
    return type(user).objects.get(pk=user.pk)


def rendered(letter):
    """The text of a message."""
    return rendering.render(kinds.named(letter.kind)(letter, NOW)).text


def test_health_access_is_revoked_through_the_same_service(owner):
    factories.staff(Role.CLINICAL_LEAD)
    therapists = Group.objects.get(name=Role.THERAPIST)

    services.set_health_reading(group=therapists, permission="", by=owner, now=NOW)

    assert not services.reads_health(Role.THERAPIST)
    user = factories.staff(Role.THERAPIST)
    assert access.reach(user, HEALTH) is Reach.NOBODY


def test_a_usual_role_keeps_its_name(sign_in, owner):
    group = Group.objects.get(name=Role.THERAPIST)
    url, browser = f"/admin/groups/edit/{group.pk}/", sign_in(owner)

    assert edited(browser, url, name="Healer").status_code == 302

    group.refresh_from_db()
    assert group.name == Role.THERAPIST


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.THERAPIST, Role.CLINICAL_LEAD])
def test_only_owners_can_grant_health_access(sign_in, role):
    group = Group.objects.get(name=Role.EDITOR)

    sign_in(factories.staff(role)).post(
        f"/admin/team/roles/{group.pk}/health/", {"permission": "health_any"}
    )

    assert not services.reads_health(Role.EDITOR)


def test_the_roles_command_keeps_permissions_that_an_owner_changed():
    desk = Group.objects.get(name=Role.FRONT_DESK)
    desk.permissions.remove(permission("clients.change_client"))
    desk.permissions.add(permission("blog.view_comment"))
    kept = {each.codename for each in desk.permissions.all()}

    call_command("roles", verbosity=0)

    assert {each.codename for each in desk.permissions.all()} == kept


def test_the_roles_command_grants_permissions_added_by_a_new_version(monkeypatch):
    more = (*PERMISSIONS[Role.EDITOR], "outbox.view_message")
    monkeypatch.setitem(PERMISSIONS, Role.EDITOR, more)

    call_command("roles", verbosity=0)

    editors = Group.objects.get(name=Role.EDITOR)
    assert editors.permissions.filter(codename="view_message").exists()
