"""Staff accounts. Clients have none: they book as guests."""

import uuid

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from accounts.roles import Role


class UserManager(BaseUserManager):
    """Makes users who are known by their e-mail address alone."""

    def create_user(self, email, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, is_staff=True, is_superuser=True, **fields)


class UserQuerySet(models.QuerySet):
    """Questions asked of accounts."""

    def active(self):
        return self.filter(is_active=True)

    def with_role(self, *roles):
        return self.filter(groups__name__in=roles).distinct()


class User(AbstractUser):
    """A member of staff, who signs in with a code sent to this e-mail address.

    Nobody has a password. Django's column holds random characters that no password
    fits; its sessions are bound to them, so drawing new ones ends every session.
    `uid` names the account in the log.
    """

    username = None
    email = models.EmailField("e-mail", unique=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_email"),
        ]

    def __str__(self):
        return self.get_full_name() or self.email

    def save(self, *args, **kwargs):
        self.email = self.email.lower()  # as allauth looks it up
        if not self.password:
            self.set_unusable_password()
        super().save(*args, **kwargs)

    def set_password(self, raw_password):
        """No password is ever kept, whoever offers one."""
        self.set_unusable_password()

    def check_password(self, raw_password):
        return False

    def has_usable_password(self):
        return False

    @property
    def role_names(self):
        """The roles of this account, in the order of the table of roles."""
        names = set(self.groups.values_list("name", flat=True))
        return [role.value for role in Role if role.value in names]


class RoleGrant(models.Model):
    """A role that waits, because nobody else could be asked when it was given.

    Until `effective_at` it gives nothing, every owner sees it and may withdraw it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="waiting_roles")
    role = models.CharField(max_length=20, choices=Role)
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

    def __str__(self):
        return f"{self.role} for {self.user}"
