"""Messages about accounts, with one function for each that writes it to the outbox."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import ReadingGrant, RoleGrant, User
from accounts.roles import Role
from locations import site_context
from locations.formatting import moment
from outbox import services as outbox
from outbox.kinds import FIRST_NAME, Kind, Placeholder

ABOUT_A_PERSON = {
    **FIRST_NAME,
    "person": Placeholder(_("whose account it is"), "Sam Green"),
}
WHAT_AND_WHEN = {
    "what": Placeholder(_("what was changed"), _("A passkey was added")),
    "at": Placeholder(_("when"), _("Jun 11, 4:15 pm")),
}


class SignInCode(Kind):
    """A code to sign in with; erased once it has left."""

    name = "sign_in_code"
    title = _("Code to sign in")
    sent_when = _("somebody of the team signs in")
    placeholders = {"code": Placeholder(_("the code"), "4KD-7QX")}
    private = is_awaited = True


class AddressCode(SignInCode):
    """A code that proves a new address; erased once it has left."""

    name = "address_code"
    title = _("Code for a new address")
    sent_when = _("somebody of the team changes their e-mail address; to the new one")


class AccountChanged(Kind):
    """Tells the owner of an account what was changed about how they sign in."""

    name = "account_changed"
    title = _("Change of how somebody signs in")
    sent_when = _("something changes about how somebody of the team signs in")
    placeholders = {**FIRST_NAME, **WHAT_AND_WHEN}


class WithSignIn(Kind):
    """A message with a link to the admin."""

    example_actions = (_("Sign in"),)

    @property
    def actions(self):
        return [(gettext("Sign in"), _url("wagtailadmin_home"))]


class Invitation(WithSignIn):
    """Welcomes a new account."""

    name = "invitation"
    title = _("Invitation")
    sent_when = _("an account is made")
    placeholders = {**FIRST_NAME, "by": Placeholder(_("who made it"), "Sam Green")}


class RoleGiven(WithSignIn):
    """Tells a second person what another account may do from now on."""

    name = "role_given"
    title = _("Change of who reads health answers")
    sent_when = _("an account changes that reads health answers; to a second person")
    placeholders = {**ABOUT_A_PERSON, **WHAT_AND_WHEN}


class RoleWaits(Kind):
    """Tells an owner of a role that waits because nobody else could be asked."""

    name = "role_waits"
    title = _("Role that waits")
    sent_when = _("a role that reads health answers waits for a day; to the owner")
    placeholders = {
        **ABOUT_A_PERSON,
        "role": Placeholder(_("the role"), _("Clinical lead")),
        "by": Placeholder(_("who gave it"), "Sam Green"),
        "when": Placeholder(_("when it begins"), _("Jun 12, 4:15 pm")),
    }
    example_actions = (_("See or withdraw it"),)

    @property
    def actions(self):
        account = self.message.values["account"]
        return [
            (gettext("See or withdraw it"), _url("wagtailusers_users:edit", account))
        ]


class ReadersWait(Kind):
    """Tells an owner that a role is to read health answers, a day from now."""

    name = "readers_wait"
    title = _("Reading of health answers that waits")
    sent_when = _(
        "what a role may read of health answers waits for a day; to the owner"
    )
    placeholders = {
        **FIRST_NAME,
        "role": Placeholder(_("the role"), _("Assistant")),
        "what": Placeholder(_("what it may read"), _("Health answers: of own clients")),
        "by": Placeholder(_("who set it"), "Sam Green"),
        "when": Placeholder(_("when it begins"), _("Jun 12, 4:15 pm")),
    }
    example_actions = (_("See or withdraw it"),)

    @property
    def actions(self):
        group = self.message.values["group"]
        return [(gettext("See or withdraw it"), _url("team_health", group))]


ALL = (
    SignInCode,
    AddressCode,
    AccountChanged,
    Invitation,
    RoleGiven,
    RoleWaits,
    ReadersWait,
)


def send_sign_in_code(*, to: str, code: str, now: datetime) -> None:
    """Send the code to sign in with."""
    _post(SignInCode, to, now, code=code)


def send_nothing(*, to: str, code: str, now: datetime) -> None:
    """For an unknown address: do the work of a message without keeping it."""
    with transaction.atomic():
        send_sign_in_code(to=to, code=code, now=now)
        transaction.set_rollback(True)


def send_address_code(*, to: str, code: str, now: datetime) -> None:
    """Send the code that proves a new address."""
    _post(AddressCode, to, now, code=code)


def invite(*, user: User, by: User | str, now: datetime) -> None:
    """Welcome a new account."""
    _post(
        Invitation,
        user.email,
        now,
        first_name=user.first_name,
        by=str(by),
    )


def tell_person(*, user: User, what: str, now: datetime, to: str | None = None) -> None:
    """Tell a user what was changed about how they sign in; `to` is an old address."""
    _post(
        AccountChanged,
        to or user.email,
        now,
        first_name=user.first_name,
        what=what,
        at=_at(now),
    )


def tell_leads(*, user: User, what: str, now: datetime) -> None:
    """Tell the clinical leads what was changed about another account."""
    for lead in User.objects.active().with_role(Role.CLINICAL_LEAD).exclude(pk=user.pk):
        _tell_of(lead, user, what, now)


def tell_of_role(
    *, to: User, user: User, role: str, by: User | str, now: datetime
) -> None:
    """Tell a second person that a user may now read health answers."""
    what = _("{by} gave them the role “{role}”").format(by=by, role=role)
    _tell_of(to, user, what, now)


def tell_of_readers(
    *, to: User, role: str, words: str, by: User, now: datetime
) -> None:
    """Tell a second person how far a role reads health answers from now on."""
    subject = _("The role “{role}”").format(role=role)
    what = _("{by} changed what it may read: {words}").format(by=by, words=words)
    _tell_of(to, subject, what, now)


def tell_of_waiting_role(*, to: User, grant: RoleGrant, now: datetime) -> None:
    """Tell an owner of a role that waits because nobody else could be asked."""
    _post(
        RoleWaits,
        to.email,
        now,
        first_name=to.first_name,
        person=str(grant.user),
        role=grant.role,
        by=str(grant.given_by),
        when=_at(grant.effective_at),
        account=grant.user_id,
    )


def tell_of_waiting_readers(*, to: User, grant: ReadingGrant, now: datetime) -> None:
    """Tell an owner that what a role may read waits, as nobody else could be told."""
    _post(
        ReadersWait,
        to.email,
        now,
        first_name=to.first_name,
        role=grant.group.name,
        what=grant.permission.name,
        by=str(grant.given_by),
        when=_at(grant.effective_at),
        group=grant.group_id,
    )


def _tell_of(to: User, user: User | str, what: str, now: datetime) -> None:
    _post(
        RoleGiven,
        to.email,
        now,
        first_name=to.first_name,
        person=str(user),
        what=what,
        at=_at(now),
    )


def _post(kind: type[Kind], to: str, now: datetime, **values: str | int) -> None:
    outbox.post(outbox.letter(kind=kind.name, to=to, values=values, now=now))


def _at(instant: datetime) -> str:
    return moment(instant, site_context.current().zone)


def _url(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)
