"""Messages about accounts, with one function for each that writes it to the outbox."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import ClassVar

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import ReadingGrant, RoleGrant, User
from accounts.roles import Role, in_words
from locations import site_context
from locations.formatting import moment
from outbox import languages
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

# What has changed: as the owner of the account reads it, and as a second person does.
TO_ITS_OWNER = {
    "address": _("From now on you sign in with {new}; {old} no longer works"),
    "factor added": _("{factor} was added"),
    "factor removed": _("{factor} was removed"),
    "factors forgotten": _(
        "{by} removed your second factor, so that you can set up another"
    ),
}
TO_OTHERS = {
    "address": _("they sign in with another address now"),
    "factor added": _("{factor} was added"),
    "factor removed": _("{factor} was removed"),
    "factors forgotten": _("{by} removed their second factor"),
    "role given": _("{by} gave them the role “{role}”"),
    "role taken": _("{by} took the role “{role}” from them"),
    "readers": _("{by} changed what it may read: {permission}"),
}
FACTORS = {
    Authenticator.Type.TOTP.value: _("An authenticator app"),
    Authenticator.Type.WEBAUTHN.value: _("A passkey"),
    Authenticator.Type.RECOVERY_CODES.value: _("A set of recovery codes"),
}


class AccountLetter(Kind):
    """A message to the account that `reader` names, or that has its address."""

    @property
    def language(self):
        people = User.objects.select_related("wagtail_userprofile")
        reader = Q(pk=self.message.values.get("reader")) | Q(email=self.message.to)
        return languages.of_staff(people.filter(reader).first())


class News(AccountLetter):
    """Tells what has happened, which its values say in codes and instants."""

    told: ClassVar[Mapping[str, str]] = TO_OTHERS

    @property
    def values(self):
        said = self.message.values
        words = {
            name: IN_WORDS[name](value) if name in IN_WORDS else value
            for name, value in said.items()
        }
        if "change" in said:
            words["what"] = self.told[said["change"]].format(**words)
        return words


class SignInCode(AccountLetter):
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


class AccountChanged(News):
    """Tells the owner of an account what was changed about how they sign in."""

    told = TO_ITS_OWNER

    name = "account_changed"
    title = _("Change of how somebody signs in")
    sent_when = _("something changes about how somebody of the team signs in")
    placeholders = {**FIRST_NAME, **WHAT_AND_WHEN}


class WithSignIn(News):
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

    @property
    def values(self):
        """It may be about a role instead of a person."""
        words = super().values
        role = gettext("The role “{role}”").format(role=words.get("role"))
        what = words["what"]
        if "factor" in words:
            what = what[0].lower() + what[1:]
        return {"person": role, **words, "what": what}


class RoleWaits(News):
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


class ReadersWait(News):
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
    def values(self):
        words = super().values
        return {"what": words.get("permission"), **words}

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


def send_address_code(*, to: str, user: User, code: str, now: datetime) -> None:
    """Send the code that proves a new address of an account."""
    _post(AddressCode, to, now, code=code, reader=user.pk)


def invite(*, user: User, by: User | str, now: datetime) -> None:
    """Welcome a new account."""
    _tell(Invitation, user, now, by=str(by))


def tell_person(
    *, user: User, change: str, now: datetime, to: str = "", **said: str
) -> None:
    """Tell a user what was changed about how they sign in; `to` is an old address.

    `change` is one of TO_ITS_OWNER, and `said` has what that names.
    """
    at = now.isoformat()
    _tell(AccountChanged, user, now, to=to, change=change, at=at, **said)


def tell_leads(*, user: User, change: str, now: datetime, **said: str) -> None:
    """Tell the clinical leads what was changed about another account.

    `change` is one of TO_OTHERS, and `said` has what that names.
    """
    for lead in User.objects.active().with_role(Role.CLINICAL_LEAD).exclude(pk=user.pk):
        _tell_of(lead, now, person=str(user), change=change, **said)


def tell_of_role(
    *, to: User, user: User, role: str, by: User | None, now: datetime
) -> None:
    """Tell a second person that a user may now read health answers."""
    _tell_of(to, now, person=str(user), change="role given", role=role, by=named(by))


def tell_of_readers(
    *, to: User, role: str, permission: str, by: User, now: datetime
) -> None:
    """Tell a second person how far a role reads health answers from now on."""
    said = {"role": role, "permission": permission, "by": named(by)}
    _tell_of(to, now, change="readers", **said)


def tell_of_waiting_role(*, to: User, grant: RoleGrant, now: datetime) -> None:
    """Tell an owner of a role that waits because nobody else could be asked."""
    _tell(
        RoleWaits,
        to,
        now,
        person=str(grant.user),
        role=grant.role,
        by=named(grant.given_by),
        when=grant.effective_at.isoformat(),
        account=grant.user_id,
    )


def tell_of_waiting_readers(*, to: User, grant: ReadingGrant, now: datetime) -> None:
    """Tell an owner that what a role may read waits, as nobody else could be told."""
    _tell(
        ReadersWait,
        to,
        now,
        role=grant.group.name,
        permission=grant.permission.name,
        by=named(grant.given_by),
        when=grant.effective_at.isoformat(),
        group=grant.group_id,
    )


def named(by: User | None) -> str:
    """Who has done it; "" for whoever runs the server."""
    return str(by) if by else ""


def _tell_of(to: User, now: datetime, **said: str) -> None:
    _tell(RoleGiven, to, now, at=now.isoformat(), **said)


def _tell(
    kind: type[Kind], reader: User, now: datetime, to: str = "", **said: str | int
) -> None:
    said |= {"first_name": reader.first_name, "reader": reader.pk}
    _post(kind, to or reader.email, now, **said)


def _post(kind: type[Kind], to: str, now: datetime, **values: str | int) -> None:
    outbox.post(outbox.letter(kind=kind.name, to=to, values=values, now=now))


def _who(name: str) -> str:
    return name or gettext("Whoever runs the server")


def _permission(name: str) -> str:
    return gettext(name) if name else gettext("No health answers")


def _factor(code: str) -> str:
    return str(FACTORS[code])


def _moment(instant: str) -> str:
    """An instant in words; earlier versions wrote those themselves."""
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return instant
    return moment(at, site_context.current().zone)


# How values that are codes or instants become words.
IN_WORDS: Mapping[str, Callable[[str], str]] = {
    "by": _who,
    "role": in_words,
    "permission": _permission,
    "factor": _factor,
    "at": _moment,
    "when": _moment,
}


def _url(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)
