"""Clients in the Wagtail admin: contact details, for those who may see them."""

from wagtail import hooks
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from clients import access
from clients.access import CONTACT
from clients.models import Client


class ClientIndexView(generic.IndexView):
    """Only the clients whom the reader may see."""

    any_permission_required = ["view", "change"]

    def get_base_queryset(self):
        return access.visible(super().get_base_queryset(), self.request.user, CONTACT)


class ClientEditView(generic.EditView):
    def get_queryset(self):
        return access.visible(super().get_queryset(), self.request.user, CONTACT)


class ClientViewSet(ModelViewSet):
    """Nobody adds or deletes a client here: booking adds, erasure deletes."""

    model = Client
    icon = "group"
    menu_label = "Clients"
    menu_order = 50
    add_to_admin_menu = True
    index_view_class = ClientIndexView
    edit_view_class = ClientEditView
    list_display = ["name", "email", "phone"]
    search_fields = ["name", "email", "phone"]
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False
    panels = ["name", "pronouns", "email", "phone", "address", "floor", "has_elevator"]

    def get_urlpatterns(self):
        """The listing and the form alone; history and usage would show other rows."""
        kept = ("index", "index_results", "edit")
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name in kept
        ]


@hooks.register("register_admin_viewset")
def client_viewset():
    return ClientViewSet("clients")
