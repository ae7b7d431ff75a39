"""Staff accounts. Clients have none: they book as guests."""

import uuid
from typing import Any, Self

from django.contrib.auth.models import AbstractUser, BaseUserManager, Group, Permission
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role


class UserManager(BaseUserManager):
    """Creates users, who are identified by their e-mail address."""

    def create_user(self, email, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)


class UserQuerySet(models.QuerySet["User"]):
    """Questions asked of accounts."""

    def active(self) -> Self:
        return self.filter(is_active=True)

    def with_role(self, *roles: str) -> Self:
        return self.filter(groups__name__in=roles).distinct()

    def with_permission(self, *names: str) -> Self:
        """Users whose groups have one of the permissions `app.codename`."""
        groups = groups_with(*names)
        return self.filter(groups__in=groups).distinct()


class User(AbstractUser):
    """A member of staff, who signs in with a code sent to this e-mail address.

    Nobody has a password. Django's column holds random characters that match no
    password; sessions are bound to them, so drawing new ones ends every session. `uid`
    names the account in the log.
    """

    username = None
    email = models.EmailField(_("e-mail"), unique=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_email"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()  # allauth looks it up in lower case
        if not self.password:
            self.set_unusable_password()
        super().save(*args, **kwargs)

    def set_password(self, raw_password):
        """Ignore the password: none is ever stored."""
        self.set_unusable_password()

    def check_password(self, raw_password):
        return False

    def has_usable_password(self):
        return False

    @property
    def role_names(self) -> list[str]:
        """The roles of this account: the usual ones in their order, then others."""
        names = set(self.groups.values_list("name", flat=True))
        usual = [role.value for role in Role if role.value in names]
        return [*usual, *sorted(names - set(usual))]

    @cached_property
    def permissions_of_groups(self) -> frozenset[str]:
        """The permissions of this account's groups as `app.codename`, read once.

        Django's own answer would give everything to a superuser.
        """
        if "groups" in getattr(self, "_prefetched_objects_cache", ()):
            granted = [
                (each.content_type.app_label, each.codename)
                for group in self.groups.all()
                for each in group.permissions.all()
            ]
        else:
            rows = Permission.objects.filter(group__user=self).order_by()
            granted = rows.values_list("content_type__app_label", "codename")
        return frozenset(f"{app}.{codename}" for app, codename in granted)


def groups_with(*names: str) -> models.QuerySet[Group]:
    """The groups that have one of the permissions `app.codename`."""
    wanted = Q()
    for name in names:
        app, dot, codename = name.partition(".")
        wanted |= Q(
            permissions__content_type__app_label=app, permissions__codename=codename
        )
    return Group.objects.filter(wanted).distinct()


class RoleGrant(models.Model):
    """A role that takes effect later, because nobody else could be asked when it was
    given.

    Until `effective_at` it gives nothing; every owner sees it and may withdraw it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="waiting_roles")
    role = models.CharField(max_length=150)
    given_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    effective_at = models.DateTimeField()

    class Meta:
        ordering = ["effective_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], name="a_role_waits_once_for_an_account"
            ),
        ]

    def __str__(self) -> str:
        return _("{role} for {user}").format(role=self.role, user=self.user)


class ReadingGrant(models.Model):
    """How far a role reads health answers from a later instant on; see RoleGrant."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="waiting_reading")
    permission = models.ForeignKey(Permission, models.CASCADE, related_name="+")
    given_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    effective_at = models.DateTimeField()

    class Meta:
        ordering = ["effective_at"]

    def __str__(self) -> str:
        words = {"permission": self.permission.name, "role": self.group}
        return _("{permission} for {role}").format(**words)


class RoleDefault(models.Model):
    """A permission that `manage.py roles` has given to a role once.

    One that an owner has removed since is not given again; new ones are.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="defaults")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "name"], name="a_role_gets_a_default_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.name}"
