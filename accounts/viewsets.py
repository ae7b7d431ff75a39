"""Accounts in the admin, without passwords; nobody can give themselves a role."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages as flash
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.users.forms import GroupForm, UserCreationForm, UserEditForm
from wagtail.users.views import groups as wagtail_groups
from wagtail.users.views import users as wagtail_users

from accounts import services
from accounts.models import RoleGrant, User
from accounts.roles import Role
from locations import site_context
from locations.formatting import moment

once_more = reauthentication_required(app="allauth.mfa")


class AccountForm:
    """The form of an account: roles, but no superuser flag, which would override them.

    The form does not write the roles; `accounts.services` does, one by one.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
        self.fields["email"].help_text = _(
            "They sign in with it, so it is theirs alone."
        )

    def clean_email(self):
        """Refuse an address that another account has in any capitalisation."""
        email = self.cleaned_data["email"].lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            self.add_error("email", _("Somebody else signs in with this address."))
        return email

    def save(self, commit=True):
        self.roles = [group.name for group in self.cleaned_data.pop("groups", [])]
        return super().save(commit)


class CreationForm(AccountForm, UserCreationForm):
    """A new account, which gets an invitation."""


class EditForm(AccountForm, UserEditForm):
    """An existing account. One's own roles and address only another owner changes."""

    def __init__(self, *args, **kwargs):
        editing_self = kwargs.get("editing_self", False)
        super().__init__(*args, **kwargs)
        for name in ("groups", "email"):
            self.fields[name].disabled = editing_self
        if editing_self:
            self.fields["email"].help_text = _("Change it under “How you sign in”.")


class IndexView(wagtail_users.IndexView):
    """All accounts, without bulk actions."""

    page_title = _("Accounts")
    add_item_label = _("Add an account")

    @property
    def columns(self):
        return [
            column
            for column in super().columns
            if not isinstance(column, BulkActionsCheckboxColumn)
            if column.name != "is_superuser"
        ]


@method_decorator(once_more, name="get")
@method_decorator(once_more, name="post")
class CreateView(wagtail_users.CreateView):
    def save_instance(self):
        user, now = super().save_instance(), timezone.now()
        services.welcome(user=user, by=self.request.user, now=now)
        _set_roles(self.request, user, self.form.roles, now)
        return user


@method_decorator(once_more, name="get")
@method_decorator(once_more, name="post")
class EditView(wagtail_users.EditView):
    def save_instance(self):
        before = User.objects.get(pk=self.object.pk)
        user, by, now = super().save_instance(), self.request.user, timezone.now()
        if before.email != user.email:
            services.change_address(user=user, old=before.email, by=by, now=now)
        if before.is_active != user.is_active:
            services.set_active(user=user, by=by, now=now)
        if user != by:
            _set_roles(self.request, user, self.form.roles, now)
        return user

    def get_context_data(self, **kwargs):
        waiting = RoleGrant.objects.filter(user=self.object)
        return super().get_context_data(waiting=waiting, **kwargs)


def _set_roles(request, user, roles, now):
    """Set the roles, and say which of them wait."""
    for grant in services.set_roles(user=user, roles=roles, by=request.user, now=now):
        when = moment(grant.effective_at, site_context.current().zone)
        words = _(
            "“{role}” begins on {when}: it lets somebody read health answers, "
            "and nobody else could be asked. Until then it can be withdrawn."
        )
        flash.warning(request, words.format(role=grant.role, when=when))


class UserViewSet(wagtail_users.UserViewSet):
    """Accounts are deactivated, not deleted or copied: the log names them."""

    menu_label = _("Accounts")
    copy_view_enabled = False
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update=False):
        return EditForm if for_update else CreationForm


class RoleForm(GroupForm):
    """A role of the clinic's own, or what one of the usual five may do.

    The code knows those five by their names, so they keep them.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.name in Role.values:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("One of the five usual roles.")


class RoleViewSet(wagtail_groups.GroupViewSet):
    """Django's groups, by the word that the team uses."""

    menu_label = _("Roles")

    def get_form_class(self, for_update=False):
        return RoleForm
