"""Accounts of the team in the admin: nobody gives themselves a role."""

from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet


class CreationForm(UserCreationForm):
    """Roles say what somebody may do; a superuser would stand above them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["is_superuser"].disabled = True


class EditForm(UserEditForm):
    """The same, and one's own roles are for another owner to change."""

    def __init__(self, *args, **kwargs):
        editing_self = kwargs.get("editing_self", False)
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
        self.fields["groups"].disabled = editing_self


class UserViewSet(WagtailUserViewSet):
    def get_form_class(self, for_update=False):
        return EditForm if for_update else CreationForm
