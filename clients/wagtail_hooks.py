"""Clients in the Wagtail admin: contact details, for those who may see them."""

from django.utils import timezone
from wagtail import hooks
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from clients import access
from clients.access import CONTACT, HEALTH
from clients.models import Client
from clinic import log
from clinic.models import LogEntry


class ClientIndexView(generic.IndexView):
    """Only the clients whom the reader may see."""

    any_permission_required = ["view", "change"]

    def get_add_url(self):
        return None

    def get_base_queryset(self):
        return access.visible(super().get_base_queryset(), self.request.user, CONTACT)


class ClientEditView(generic.EditView):
    """Contact details, noted in the client's own log and in no other.

    Codes that open health answers go to the e-mail address, so only who may read
    those answers may change it.
    """

    def get_queryset(self):
        return access.visible(super().get_queryset(), self.request.user, CONTACT)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if not access.allows(self.request.user, self.object, HEALTH):
            form.fields["email"].disabled = True
            form.fields["email"].help_text = (
                "Codes for health answers go to this address, so that only the "
                "clinical lead can change it."
            )
        return form

    def save_instance(self):
        client = self.form.save()
        log.note(
            kind=LogEntry.Kind.CONTACT_CHANGED,
            subject=client.pk,
            actor=self.request.user,
            now=timezone.now(),
            fields=", ".join(self.form.changed_data),
        )
        return client


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

    def get_edit_view_kwargs(self):
        """Without links to the pages that are left out below."""
        left_out = {"usage_url_name": None, "history_url_name": None}
        return {**super().get_edit_view_kwargs(), **left_out}

    def get_urlpatterns(self):
        """The listing and the form alone; history and usage would show other rows."""
        kept = ("index", "index_results", "edit")
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name in kept
        ]


@hooks.register("register_admin_viewset")
def client_viewset():
    return ClientViewSet("clients")
