"""Write staff accounts: addresses, roles, second factors. Every change is logged.

Nobody can give a role that reads health answers unnoticed: the clinical leads, or
else another owner, are told. Where there is nobody else, the role waits for a day, in
which it can be withdrawn.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import QuerySet

from accounts import audit_log
from accounts import message_kinds as letters
from accounts.models import LogEntry, ReadingGrant, RoleGrant, User
from accounts.models.users import UserQuerySet, groups_with
from accounts.roles import Role

Kind = LogEntry.Kind

# In the data of recovery codes that nobody has said to have kept.
UNKEPT = "unkept"

WAIT = timedelta(hours=24)


class NotOneself(Exception):
    """A user tried to remove the second factor of their own account."""


@transaction.atomic
def welcome(*, user: User, by: User, now: datetime) -> None:
    """Log a new account, and send the invitation."""
    audit_log.note(kind=Kind.ACCOUNT_MADE, subject=user.uid, actor=by, now=now)
    keep_address(user)
    letters.invite(user=user, by=by, now=now)


def keep_address(user: User) -> None:
    """Let an account sign in with its present address only."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def change_address(*, user: User, old: str, by: User, now: datetime) -> None:
    """Log that an account has a new address; tell the old one and disable it."""
    keep_address(user)
    audit_log.note(kind=Kind.ADDRESS_CHANGED, subject=user.uid, actor=by, now=now)
    letters.tell_person(
        user=user, change="address", new=user.email, old=old, now=now, to=old
    )
    if by != user:
        end_sessions(user)
    _tell_leads(user, "address", now)


@transaction.atomic
def note_factor(*, user: User, added: bool, factor: str, now: datetime) -> None:
    """Log a second factor, of a type, that a user added or removed themselves."""
    kind = Kind.FACTOR_ADDED if added else Kind.FACTOR_REMOVED
    name = str(letters.FACTORS[factor])
    audit_log.note(kind=kind, subject=user.uid, actor=user, now=now, factor=name)
    change = "factor added" if added else "factor removed"
    letters.tell_person(user=user, change=change, factor=factor, now=now)
    _tell_leads(user, change, now, factor=factor)


def ask_to_keep(codes: Authenticator) -> None:
    """Note that new recovery codes are not yet known to be kept."""
    codes.data[UNKEPT] = True
    codes.save(update_fields=["data"])


def note_kept_codes(user: User) -> None:
    """Note that a user has put their recovery codes in a safe place."""
    kind = Authenticator.Type.RECOVERY_CODES
    for codes in Authenticator.objects.filter(user=user, type=kind):
        codes.data.pop(UNKEPT, None)
        codes.save(update_fields=["data"])


@transaction.atomic
def forget_factors(*, user: User, by: User | None, now: datetime, reason: str) -> None:
    """After a lost phone, remove every second factor; the next sign-in sets up another.

    `by` is another owner, or None for the operator of the server. Raises NotOneself
    when it is the user.
    """
    if by == user:
        raise NotOneself
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    audit_log.note(
        kind=Kind.FACTOR_REMOVED,
        subject=user.uid,
        actor=by,
        now=now,
        reason=reason,
        factor="all",
    )
    who = letters.named(by)
    letters.tell_person(user=user, change="factors forgotten", by=who, now=now)
    _tell_leads(user, "factors forgotten", now, by=who)


def end_sessions(user: User) -> None:
    """Sign an account out everywhere, by redrawing what its sessions are bound to."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


@transaction.atomic
def set_active(*, user: User, by: User, now: datetime) -> None:
    """Log that an account was deactivated or activated again."""
    kind = Kind.ACCOUNT_OPENED if user.is_active else Kind.ACCOUNT_CLOSED
    audit_log.note(kind=kind, subject=user.uid, actor=by, now=now)
    if not user.is_active:
        end_sessions(user)


@transaction.atomic
def set_roles(
    *, user: User, roles: Sequence[str], by: User, now: datetime
) -> list[RoleGrant]:
    """Give and take roles; returns the grants that wait for a day."""
    has = set(user.role_names)
    for role in sorted(has - set(roles)):
        _take(user, role, by, now)
    given = [role for role in roles if role not in has]
    return [grant for role in given if (grant := _give(user, role, by, now))]


@transaction.atomic
def make_owner(*, user: User, now: datetime) -> None:
    """Make a user an owner at once, for the server's operator; tell the others."""
    if Role.OWNER in user.role_names:
        return
    others = User.objects.active().exclude(pk=user.pk)
    for second in others.with_role(Role.CLINICAL_LEAD, Role.OWNER):
        letters.tell_of_role(to=second, user=user, role=Role.OWNER, by=None, now=now)
    _add(user, Role.OWNER, None, now)


@transaction.atomic
def add_first_owner(*, user: User, roles: Sequence[str], now: datetime) -> None:
    """Log the account of the first owner, and give it its roles at once.

    Only for an empty clinic: whoever runs the server asked for it, there is nobody
    else to tell, and there are no health answers yet.
    """
    audit_log.note(kind=Kind.ACCOUNT_MADE, subject=user.uid, now=now)
    keep_address(user)
    for role in roles:
        _add(user, role, None, now)


@transaction.atomic
def withdraw(*, grant: RoleGrant, by: User, now: datetime) -> None:
    """Take back a role that still waits."""
    _note_role(Kind.ROLE_WITHDRAWN, grant.user, grant.role, by, now)
    grant.delete()


def grant_due(now: datetime) -> None:
    """Give what has waited long enough; the worker calls it."""
    for grant in RoleGrant.objects.filter(effective_at__lte=now):
        with transaction.atomic():
            if RoleGrant.objects.filter(pk=grant.pk).delete()[0]:
                _add(grant.user, grant.role, grant.given_by, now)
    for reading in ReadingGrant.objects.filter(effective_at__lte=now):
        with transaction.atomic():
            if ReadingGrant.objects.filter(pk=reading.pk).delete()[0]:
                _set_reading(reading.group, reading.permission, reading.given_by, now)


def _give(user: User, role: str, by: User, now: datetime) -> RoleGrant | None:
    """Give a role now, or have it wait and return the grant."""
    if reads_health(role):
        seconds = _second_people(user, by)
        if not seconds:
            return _let_wait(user, role, by, now)
        for second in seconds:
            letters.tell_of_role(to=second, user=user, role=role, by=by, now=now)
    _add(user, role, by, now)
    return None


def _second_people(user: User, by: User) -> UserQuerySet:
    """The other clinical leads or, without any, the other owners."""
    others = User.objects.active().exclude(pk__in=[user.pk, by.pk])
    return others.with_role(Role.CLINICAL_LEAD) or others.with_role(Role.OWNER)


def _let_wait(user: User, role: str, by: User, now: datetime) -> RoleGrant:
    grant, is_new = RoleGrant.objects.get_or_create(
        user=user,
        role=role,
        defaults={"given_by": by, "asked_at": now, "effective_at": now + WAIT},
    )
    if is_new:
        _note_role(Kind.ROLE_ASKED, user, role, by, now)
        for owner in User.objects.active().with_role(Role.OWNER):
            letters.tell_of_waiting_role(to=owner, grant=grant, now=now)
    return grant


def _add(user: User, role: str, by: User | None, now: datetime) -> None:
    user.groups.add(Group.objects.get(name=role))
    _note_role(Kind.ROLE_GIVEN, user, role, by, now)


def _take(user: User, role: str, by: User, now: datetime) -> None:
    user.groups.remove(Group.objects.get(name=role))
    _note_role(Kind.ROLE_TAKEN, user, role, by, now)
    if reads_health(role):
        _tell_leads(user, "role taken", now, role=role, by=letters.named(by))


def _note_role(
    kind: LogEntry.Kind, user: User, role: str, by: User | None, now: datetime
) -> None:
    audit_log.note(kind=kind, subject=user.uid, actor=by, now=now, role=str(role))


def health_permissions() -> QuerySet[Permission]:
    """The permissions that let a group read health answers."""
    names = [name.partition(".")[2] for name in settings.HEALTH_PERMISSIONS]
    return Permission.objects.filter(
        content_type__app_label=settings.HEALTH_PERMISSIONS[0].partition(".")[0],
        codename__in=names,
    )


def reads_health(role: str) -> bool:
    """Whether a group may read health answers at all."""
    return groups_with(*settings.HEALTH_PERMISSIONS).filter(name=role).exists()


@transaction.atomic
def set_health_reading(
    *, group: Group, permission: str, by: User, now: datetime
) -> ReadingGrant | None:
    """Set how far a group reads health answers: one of those codenames, or "".

    This is the only way to change it; the group form cannot. A second person is told.
    Where there is none, reading that is new waits for a day, and its grant is returned.
    """
    given = health_permissions().filter(codename=permission).first()
    has = health_reading(group)
    ReadingGrant.objects.filter(group=group).delete()
    if given == has:
        return None
    seconds = _second_people(by, by)
    if given and not seconds:
        return _let_reading_wait(group, given, by, now)
    _set_reading(group, given, by, now)
    permission = given.name if given else ""
    for second in seconds:
        letters.tell_of_readers(
            to=second, role=group.name, permission=permission, by=by, now=now
        )
    return None


def health_reading(group: Group) -> Permission | None:
    """How far a group reads health answers now; None when it does not."""
    return group.permissions.filter(pk__in=health_permissions()).first()


def _set_reading(
    group: Group, given: Permission | None, by: User, now: datetime
) -> None:
    group.permissions.remove(*health_permissions())
    if given:
        group.permissions.add(given)
    _note_readers(Kind.READERS_CHANGED, group, given, by, now)


def _let_reading_wait(
    group: Group, given: Permission, by: User, now: datetime
) -> ReadingGrant:
    grant = ReadingGrant.objects.create(
        group=group, permission=given, given_by=by, effective_at=now + WAIT
    )
    _note_readers(Kind.ROLE_ASKED, group, given, by, now)
    for owner in User.objects.active().with_role(Role.OWNER):
        letters.tell_of_waiting_readers(to=owner, grant=grant, now=now)
    return grant


def _note_readers(
    kind: LogEntry.Kind,
    group: Group,
    given: Permission | None,
    by: User,
    now: datetime,
) -> None:
    codename = given.codename if given else ""
    audit_log.note(kind=kind, actor=by, now=now, role=group.name, permission=codename)


def _tell_leads(user: User, change: str, now: datetime, **said: str) -> None:
    """Tell the clinical leads, who answer for everyone who reads health answers."""
    if any(reads_health(role) for role in user.role_names):
        letters.tell_leads(user=user, change=change, now=now, **said)
