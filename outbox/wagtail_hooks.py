"""The delivery log, and the clinic's own wording, in the Wagtail admin."""

from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from outbox.models import Message, Wording


def due(message):
    return _on_the_clock(message.due_at)


def sent(message):
    return _on_the_clock(message.sent_at)


def _on_the_clock(instant):
    """By the clock of whoever reads; empty when it has not happened."""
    return f"{timezone.localtime(instant):%Y-%m-%d, %H:%M}" if instant else ""


class LogIndexView(generic.IndexView):
    """Subject and state of every message; never what it says."""

    any_permission_required = ["view"]
    default_ordering = "-created_at"

    def get_add_url(self):
        return None

    def get_edit_url(self, instance):
        return None

    def get_list_buttons(self, instance):
        return []


class MessageViewSet(ModelViewSet):
    model = Message
    icon = "mail"
    menu_label = "Messages"
    menu_order = 60
    add_to_admin_menu = True
    index_view_class = LogIndexView
    list_display = [
        "subject",
        "to",
        "state",
        Column("due_at", label="Due", accessor=due, sort_key="due_at"),
        Column("sent_at", label="Sent", accessor=sent, sort_key="sent_at"),
        "attempts",
        "last_error",
    ]
    list_filter = ["state", "kind"]
    search_fields = ["to", "subject"]
    search_backend_name = None
    form_fields = []
    add_to_reference_index = False

    def get_urlpatterns(self):
        listing = ("index", "index_results")
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name in listing
        ]


class WordingViewSet(ModelViewSet):
    model = Wording
    icon = "edit"
    menu_label = "Wording of messages"
    menu_order = 900
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["kind", "subject"]
    search_backend_name = None
    panels = ["kind", "subject", "paragraphs"]


@hooks.register("register_admin_viewset")
def message_viewset():
    return MessageViewSet("messages")


@hooks.register("register_admin_viewset")
def wording_viewset():
    return WordingViewSet("wording")
