"""Managing accounts: who is notified of a change, and what needs a second person."""

import time
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from accounts import services
from accounts.message_kinds import Invitation
from accounts.models import LogEntry, RoleGrant, User
from accounts.roles import Role
from outbox import delivery, kinds, rendering
from outbox.models import Message
from tests import factories, mails
from tests.screens import texts

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
EMAIL = "/accounts/email/"
REAUTH = "/accounts/2fa/reauthenticate/"


@pytest.fixture
def owner():
    return factories.staff(Role.OWNER, "owner@example.com")


@pytest.fixture
def lead():
    return factories.staff(Role.CLINICAL_LEAD, "lead@example.com")


@pytest.fixture
def editor():
    return factories.staff(Role.EDITOR, "ana@example.com")


def form(user, *roles, **changes):
    """The form of an account as it is posted."""
    groups = Group.objects.filter(name__in=roles).values_list("pk", flat=True)
    return {
        "email": user.email,
        "first_name": "Ana",
        "last_name": "Ruiz",
        "is_active": "on",
        "groups": list(groups),
        **changes,
    }


def said(letter):
    """The text of a message, as it would be sent now."""
    return rendering.render(kinds.named(letter.kind)(letter, timezone.now())).text


def edit(browser, user, *roles, **changes):
    return browser.post(f"/admin/users/edit/{user.pk}/", form(user, *roles, **changes))


def letters(kind):
    """To whom letters of a kind go, sorted."""
    return sorted(Message.objects.filter(kind=kind).values_list("to", flat=True))


def logged(user):
    """What the log says about an account, in order, but for signing in and out."""
    entries = LogEntry.objects.about(user.uid).order_by("at")
    kinds = entries.exclude(kind__in=["signed_in", "signed_out"])
    return list(kinds.values_list("kind", flat=True))


def expire_second_factor(browser, minutes=6):
    """As if the second factor had been shown some minutes ago."""
    session = browser.session
    records = session["account_authentication_methods"]
    for record in records:
        record["at"] = time.time() - minutes * 60
    session["account_authentication_methods"] = records
    session.save()


# A new account


def test_a_new_account_gets_an_invitation_and_no_password(sign_in, owner, lead):
    page = sign_in(owner).post(
        "/admin/users/new/",
        {
            "email": "New@Example.com",
            "first_name": "Noa",
            "last_name": "Levi",
            "groups": [Group.objects.get(name=Role.FRONT_DESK).pk],
        },
    )

    assert page.status_code == 302
    user = User.objects.get(email="new@example.com")
    assert user.role_names == [Role.FRONT_DESK]
    assert sorted(logged(user)) == ["account_made", "role_given"]
    letter = Message.objects.get(kind="invitation", to="new@example.com")
    assert Invitation(letter, timezone.now()).actions[0] == (
        "Sign in",
        "http://localhost/admin/",
    )


def test_the_invitation_mail_explains_how_to_sign_in(sign_in, owner, mailoutbox):
    sign_in(owner).post(
        "/admin/users/new/",
        {"email": "new@example.com", "first_name": "Noa", "last_name": "Levi"},
    )

    delivery.deliver_due(timezone.now())

    [mail] = [mail for mail in mailoutbox if mail.to == ["new@example.com"]]
    assert mails.paragraphs(mail) == [
        "Owner has made an account for you.",
        "To sign in, enter this e-mail address; we send you a code each time. "
        "There is no password.",
        "The first time, please have your phone at hand: you set up an authenticator "
        "app or a passkey, and we show you ten recovery codes. Keep those where you "
        "keep your papers. They let you in if the phone is lost.",
    ]
    assert mail.subject == "Your account at Kestrel Row"


def test_two_accounts_never_share_an_address(sign_in, owner, editor):
    page = sign_in(owner).post(
        "/admin/users/new/",
        {"email": "ANA@example.com", "first_name": "Noa", "last_name": "Levi"},
    )

    assert texts(page, ".error-message") == [
        "Somebody else signs in with this address. "
        "A user with that username already exists."
    ]


# Roles


def test_granting_a_role_requires_the_second_factor(sign_in, owner, editor):
    browser = sign_in(owner)
    expire_second_factor(browser)

    answer = edit(browser, editor, Role.FRONT_DESK)

    assert answer.status_code == 302
    assert answer.url.startswith(REAUTH)
    assert editor.role_names == [Role.EDITOR]


def test_a_role_without_health_access_takes_effect_at_once(sign_in, owner, editor):
    edit(sign_in(owner), editor, Role.FRONT_DESK)

    assert editor.role_names == [Role.FRONT_DESK]
    assert sorted(logged(editor)) == ["role_given", "role_taken"]
    assert letters("role_given") == []


def test_leads_are_notified_of_a_role_with_health_access(sign_in, owner, lead, editor):
    edit(sign_in(owner), editor, Role.THERAPIST)

    assert editor.role_names == [Role.THERAPIST]
    assert letters("role_given") == ["lead@example.com"]
    letter = Message.objects.get(kind="role_given")
    assert f"About Ana Ruiz: {owner} gave them the role “Therapist”." in said(letter)


def test_a_lead_reads_of_a_role_in_their_own_language(sign_in, owner, lead, editor):
    UserProfile.objects.create(user=lead, preferred_language="es")

    edit(sign_in(owner), editor, Role.THERAPIST)

    letter = Message.objects.get(kind="role_given")
    assert f"Sobre Ana Ruiz: {owner} le ha dado el rol «Terapeuta»." in said(letter)
    with translation.override("es"):
        services.forget_factors(user=editor, by=None, now=timezone.now(), reason="lost")
    letter = Message.objects.get(kind="account_changed")
    assert said(letter).split("\n\n")[1].partition(". It was ")[0] == (
        "Whoever runs the server removed your second factor, so that you can set up "
        "another"
    )


def test_other_owners_are_notified_when_there_is_no_lead(sign_in, owner, editor):
    factories.staff(Role.OWNER, "second@example.com")

    edit(sign_in(owner), editor, Role.CLINICAL_LEAD)

    assert editor.role_names == [Role.CLINICAL_LEAD]
    assert letters("role_given") == ["second@example.com"]


def test_a_role_waits_for_a_day_in_a_one_person_clinic(sign_in, owner, editor):
    page = edit(sign_in(owner), editor, Role.EDITOR, Role.CLINICAL_LEAD)

    assert page.status_code == 302
    assert editor.role_names == [Role.EDITOR]
    assert logged(editor) == ["role_asked"]
    assert letters("role_waits") == ["owner@example.com"]

    now = timezone.now()
    services.grant_due(now + DAY - HOUR)
    assert editor.role_names == [Role.EDITOR]
    services.grant_due(now + DAY + HOUR)
    assert editor.role_names == [Role.EDITOR, Role.CLINICAL_LEAD]
    assert logged(editor) == ["role_asked", "role_given"]
    assert not RoleGrant.objects.exists()


def test_requesting_a_role_twice_creates_one_waiting_grant(sign_in, owner, editor):
    browser = sign_in(owner)
    for _ in range(2):
        edit(browser, editor, Role.EDITOR, Role.CLINICAL_LEAD)

    assert RoleGrant.objects.count() == 1
    assert logged(editor) == ["role_asked"]


def test_a_waiting_role_is_shown_and_can_be_withdrawn(sign_in, owner, editor):
    browser = sign_in(owner)
    edit(browser, editor, Role.EDITOR, Role.CLINICAL_LEAD)
    grant = RoleGrant.objects.get()

    for path in ("/admin/", f"/admin/users/edit/{editor.pk}/"):
        assert texts(browser.get(path), "li:has(form[action*=withdraw]) strong") == [
            "Clinical lead"
        ]
    browser.post(f"/admin/team/waiting/{grant.pk}/withdraw/")

    services.grant_due(timezone.now() + 2 * DAY)
    assert editor.role_names == [Role.EDITOR]
    assert logged(editor) == ["role_asked", "role_withdrawn"]
    again = browser.post(f"/admin/team/waiting/{grant.pk}/withdraw/")
    assert again.url == "/admin/users/"


def test_a_lead_with_a_closed_account_does_not_count_as_second_person(
    sign_in, owner, lead, editor
):
    User.objects.filter(pk=lead.pk).update(is_active=False)

    edit(sign_in(owner), editor, Role.THERAPIST)

    assert RoleGrant.objects.get().role == Role.THERAPIST


def test_an_owner_cannot_be_their_own_second_person(sign_in, owner):
    """Nor is the second account they have just made."""
    browser = sign_in(owner)
    browser.post(
        "/admin/users/new/",
        {
            "email": "owner+lead@example.com",
            "first_name": "Wren",
            "last_name": "Halloran",
            "groups": [Group.objects.get(name=Role.CLINICAL_LEAD).pk],
        },
    )

    user = User.objects.get(email="owner+lead@example.com")
    assert user.role_names == []
    assert user.waiting_roles.get().role == Role.CLINICAL_LEAD


def test_roles_cannot_be_assigned_in_bulk(sign_in, owner, editor):
    group = Group.objects.get(name=Role.CLINICAL_LEAD)
    path = f"/admin/bulk/accounts/user/assign_role/?id={editor.pk}"

    sign_in(owner).post(path, {"role": group.pk})

    assert editor.role_names == [Role.EDITOR]
    assert not RoleGrant.objects.exists()


def test_accounts_cannot_be_copied_or_selected_in_bulk(sign_in, owner, editor):
    browser = sign_in(owner)

    assert browser.get(f"/admin/users/copy/{editor.pk}/").status_code == 404
    assert texts(browser.get("/admin/users/"), ".listing th") == [
        "Name",
        "Username",
        "Active",
        "Last login",
    ]


# The address


def test_a_confirmed_new_address_replaces_the_old_one(person, lead):
    ana = person(Role.THERAPIST, "ana@example.com")
    ana.sign_in()
    ana.get("/accounts/2fa/recovery-codes/")
    ana.post("/accounts/2fa/recovery-codes/keep/")

    answer = ana.post(EMAIL, action_add="1", email="ruiz@example.com")
    assert answer.url == "/accounts/confirm-email/"
    assert User.objects.get(pk=ana.user.pk).email == "ana@example.com"
    code = ana.mailed_code("address_code", to="ruiz@example.com")
    ana.post(answer.url, code=code)

    user = User.objects.get(pk=ana.user.pk)
    assert user.email == "ruiz@example.com"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("ruiz@example.com", True, True)
    ]
    told = said(ana.newest("account_changed", to="ana@example.com"))
    assert told.split("\n\n")[1].partition(". It was ")[0] == (
        "From now on you sign in with ruiz@example.com; ana@example.com no longer works"
    )
    assert letters("role_given")[-1] == "lead@example.com"
    assert logged(user) == ["factor_added", "address_changed"]
    assert ana.get("/admin/").status_code == 200


def test_the_old_address_no_longer_receives_codes(person):
    ana = person(Role.EDITOR, "ana@example.com")
    ana.sign_in()
    ana.post(EMAIL, action_add="1", email="ruiz@example.com")
    code = ana.mailed_code("address_code", to="ruiz@example.com")
    ana.post("/accounts/confirm-email/", code=code)
    ana.post("/accounts/logout/")
    Message.objects.filter(kind="sign_in_code").delete()

    ana.post("/accounts/login/", login="ana@example.com")
    ana.post("/accounts/logout/")
    ana.post("/accounts/login/", login="ruiz@example.com")

    assert letters("sign_in_code") == ["ruiz@example.com"]


def test_changing_the_address_requires_the_second_factor(person):
    ana = person(Role.EDITOR, "ana@example.com")
    ana.sign_in()
    expire_second_factor(ana.browser)

    answer = ana.post(EMAIL, action_add="1", email="ruiz@example.com")

    assert answer.url.startswith(REAUTH)
    assert letters("address_code") == []


def test_changing_the_address_ends_other_sessions(person, client):
    ana = person(Role.EDITOR, "ana@example.com")
    ana.sign_in()
    client.force_login(User.objects.get(pk=ana.user.pk))
    ana.post(EMAIL, action_add="1", email="ruiz@example.com")
    code = ana.mailed_code("address_code", to="ruiz@example.com")
    ana.post("/accounts/confirm-email/", code=code)

    assert ana.get("/accounts/2fa/").status_code == 200
    assert client.get("/accounts/2fa/").status_code == 302


def test_the_old_address_is_notified_when_an_owner_changes_it(sign_in, owner, editor):
    theirs = sign_in(editor)
    edit(sign_in(owner), editor, Role.EDITOR, email="Ruiz@example.com")

    user = User.objects.get(pk=editor.pk)
    assert user.email == "ruiz@example.com"
    assert letters("account_changed") == ["ana@example.com"]
    assert logged(editor) == ["address_changed"]
    assert theirs.get("/admin/").status_code == 302


def test_an_owner_cannot_change_their_own_address_in_the_user_form(sign_in, owner):
    edit(sign_in(owner), owner, Role.OWNER, email="other@example.com")

    assert User.objects.get(pk=owner.pk).email == "owner@example.com"


# The second factor


@pytest.mark.parametrize(
    "path", ["totp/deactivate/", "recovery-codes/generate/", "webauthn/add/"]
)
def test_changing_the_second_factor_requires_proving_it_again(person, path):
    ana = person(Role.EDITOR)
    ana.sign_in()
    expire_second_factor(ana.browser)

    answer = ana.post(f"/accounts/2fa/{path}")

    assert answer.url.startswith(REAUTH)
    assert Authenticator.objects.filter(user=ana.user, type="totp").exists()


def test_the_second_factor_can_be_changed_after_proving_it_again(person):
    ana = person(Role.EDITOR)
    ana.sign_in()
    expire_second_factor(ana.browser)
    asked = ana.post("/accounts/2fa/totp/deactivate/")

    ana.post(asked.url, code=ana.app_code(), next="/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=ana.user).exists()


def test_the_person_and_the_leads_are_notified_of_a_changed_factor(person, lead):
    ana = person(Role.THERAPIST, "ana@example.com")
    ana.sign_in()

    ana.post("/accounts/2fa/totp/deactivate/")

    assert letters("account_changed") == ["ana@example.com"] * 2
    assert letters("role_given") == ["lead@example.com"] * 2
    assert logged(ana.user) == ["factor_added", "factor_removed"]


def test_leads_are_not_notified_about_an_editors_second_factor(person, lead):
    ana = person(Role.EDITOR)

    ana.sign_in()

    assert letters("role_given") == []


def test_an_owner_resets_the_second_factor_after_a_lost_phone(
    sign_in, owner, lead, person
):
    ana = person(Role.THERAPIST, "ana@example.com")
    ana.sign_in()
    path = f"/admin/team/{ana.user.uid}/lost-phone/"

    browser = sign_in(owner)
    assert browser.post(path, {"reason": ""}).status_code == 200
    assert Authenticator.objects.filter(user=ana.user).exists()
    browser.post(path, {"reason": "She stands beside me"})

    assert not Authenticator.objects.filter(user=ana.user).exists()
    assert ana.get("/accounts/2fa/").status_code == 302
    removed = LogEntry.objects.about(ana.user.uid).get(kind="factor_removed")
    assert (removed.actor, removed.reason) == (owner.uid, "She stands beside me")
    assert letters("role_given")[-1] == "lead@example.com"
    ana.secret = ""
    assert ana.sign_in().url == "/accounts/2fa/recovery-codes/"


def test_owners_cannot_reset_their_own_second_factor(sign_in, owner):
    browser = sign_in(owner)

    page = browser.post(f"/admin/team/{owner.uid}/lost-phone/", {"reason": "It is me"})

    assert texts(page, ".staff p") == [
        "This is your own account. Use one of your recovery codes to sign in, then set "
        "up the new phone under How you sign in . Only another owner can open the way "
        "for you.",
        "Back to the account",
    ]
    assert Authenticator.objects.filter(user=owner).exists()
    with pytest.raises(services.NotOneself):
        services.forget_factors(user=owner, by=owner, now=timezone.now(), reason="x")


def test_resetting_a_lost_phone_requires_the_owners_second_factor(
    sign_in, owner, editor
):
    browser = sign_in(owner)
    expire_second_factor(browser)

    answer = browser.get(f"/admin/team/{editor.uid}/lost-phone/")

    assert answer.url.startswith(REAUTH)


@pytest.mark.parametrize("role", [r for r in Role if r != Role.OWNER], ids=str)
def test_only_owners_can_reset_a_second_factor(sign_in, editor, role):
    browser = sign_in(factories.staff(role))

    for path in (f"{editor.uid}/lost-phone/", f"waiting/{uuid4()}/withdraw/"):
        assert browser.post(f"/admin/team/{path}", {"reason": "x"}).url == "/admin/"


def test_the_lost_phone_command_resets_the_second_factor(person, lead):
    ana = person(Role.THERAPIST, "ana@example.com")
    ana.sign_in()

    call_command("lost_phone", "Ana@example.com", stdout=StringIO())

    assert not Authenticator.objects.filter(user=ana.user).exists()
    assert letters("account_changed") == ["ana@example.com"] * 2
    assert letters("role_given")[-1] == "lead@example.com"
    removed = LogEntry.objects.about(ana.user.uid).get(kind="factor_removed")
    assert (removed.actor, removed.reason) == (None, "manage.py lost_phone")


def test_the_lost_phone_command_refuses_an_unknown_address():
    with pytest.raises(CommandError, match=r"No account has the address x@y\.example"):
        call_command("lost_phone", "x@y.example")


def test_making_an_owner_by_command_is_logged_and_notified(lead):
    for _ in range(2):
        call_command("roles", owner="Root@example.com", stdout=StringIO())

    user = User.objects.get(email="root@example.com")
    assert user.role_names == [Role.OWNER]
    assert logged(user) == ["role_given"]
    assert letters("role_given") == ["lead@example.com"]


# Closing an account


def test_closing_an_account_signs_it_out_and_is_logged(sign_in, owner, editor):
    theirs = sign_in(editor)
    changes = form(editor, Role.EDITOR)
    del changes["is_active"]

    sign_in(owner).post(f"/admin/users/edit/{editor.pk}/", changes)

    assert theirs.get("/admin/").status_code == 302
    assert logged(editor) == ["account_closed"]


# Exports


def test_exporting_a_list_is_logged(sign_in, owner):
    sign_in(owner).get("/admin/clients/?export=csv")

    [entry] = LogEntry.objects.filter(kind="export")
    assert (entry.actor, entry.details) == (owner.uid, {"path": "/admin/clients/"})
