"""Clients in the Wagtail admin: contact details, for users who may see them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from accounts import audit_log
from accounts.models import LogEntry
from clients import access, services
from clients.access import CONTACT
from clients.contact import mailbox_or_nothing
from clients.models import Client


class ClientIndexView(generic.IndexView):
    """Only the clients whom the user may see."""

    any_permission_required = ["view", "change"]

    def get_add_url(self):
        return None

    def get_base_queryset(self):
        return access.visible(super().get_base_queryset(), self.request.user, CONTACT)


class ClientEditView(generic.EditView):
    """Contact details; changes go only to the client's own log.

    A corrected address gets messages at once; it opens health answers only after a user
    who may read them has confirmed it.
    """

    def get_queryset(self):
        return access.visible(super().get_queryset(), self.request.user, CONTACT)

    def save_instance(self):
        client, email = self.form.instance, self.form.cleaned_data["email"]
        was = Client.objects.values_list("email", flat=True).get(pk=client.pk)
        client.email = was
        client.save()
        if mailbox_or_nothing(email) != mailbox_or_nothing(was):
            services.change_address(
                client=client, email=email, by=self.request.user, now=timezone.now()
            )
        audit_log.note(
            kind=LogEntry.Kind.CONTACT_CHANGED,
            subject=client.pk,
            actor=self.request.user,
            now=timezone.now(),
            fields=", ".join(self.form.changed_data),
        )
        return client


class ClientViewSet(ModelViewSet):
    """Clients are neither added nor deleted here: booking adds, erasure deletes."""

    model = Client
    icon = "group"
    menu_label = _("Clients")
    menu_order = 50
    add_to_admin_menu = True
    index_view_class = ClientIndexView
    edit_view_class = ClientEditView
    list_display = ["name", "email", "phone"]
    search_fields = ["name", "email", "phone"]
    search_backend_name = None
    copy_view_enabled = False
    add_to_reference_index = False
    panels = [
        "name",
        "pronouns",
        FieldPanel(
            "email",
            help_text=_(
                "Letters about coming visits go there at once. Saved answers "
                "open there once a therapist or the clinical lead has confirmed it."
            ),
        ),
        "phone",
        "address",
        "postal_code",
        "floor",
        "has_elevator",
        "way_in",
    ]

    def get_permissions_to_register(self):
        """The permissions in the form of a role: none that reads health answers."""
        return (
            super()
            .get_permissions_to_register()
            .exclude(codename__startswith="health_")
        )

    def get_edit_view_kwargs(self):
        """No links to the pages that are left out below."""
        left_out = {"usage_url_name": None, "history_url_name": None}
        return {**super().get_edit_view_kwargs(), **left_out}

    def get_urlpatterns(self):
        """Only the listing and the form; history and usage would reveal other rows."""
        kept = ("index", "index_results", "edit")
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name in kept
        ]


@hooks.register("register_admin_viewset")
def client_viewset():
    return ClientViewSet("clients")
