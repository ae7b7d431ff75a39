"""The delivery log, and the clinic's own wording, in the Wagtail admin."""

from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from outbox import holds, kinds, staff_views
from outbox.models import Message


def due(message):
    return _on_the_clock(message.due_at)


def sent(message):
    return _on_the_clock(message.sent_at)


def _on_the_clock(instant):
    """An instant in the reader's time zone; empty when it has not happened."""
    return f"{timezone.localtime(instant):%Y-%m-%d, %H:%M}" if instant else ""


def whom(message):
    """The recipient; until it is sent, read from what the message is about."""
    return message.whom


class LogIndexView(generic.IndexView):
    """Kind, subject, recipient and state of every message; never its text."""

    any_permission_required = ["view"]
    default_ordering = "-created_at"

    def get_add_url(self):
        return None

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("to_staff")

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        messages, held = list(context["object_list"]), holds.reason()
        for kind in kinds.prepared(messages, timezone.now()):
            message = kind.message
            message.whom = message.to or kind.whom
            if message.state == Message.State.WAITING and not kind.is_awaited:
                message.reason = message.reason or held
        return context

    def get_edit_url(self, instance):
        return None

    def get_list_buttons(self, instance):
        return []


class MessageViewSet(ModelViewSet):
    model = Message
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 60
    add_to_admin_menu = True
    index_view_class = LogIndexView
    list_display = [
        Column("title", label=_("Subject"), accessor="title", sort_key="subject"),
        Column("whom", label=_("For"), accessor=whom, sort_key="to"),
        "state",
        Column("due_at", label=_("Due"), accessor=due, sort_key="due_at"),
        Column("sent_at", label=_("Sent"), accessor=sent, sort_key="sent_at"),
        "attempts",
        "reason",
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


class WordingMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("outbox.change_wording")


@hooks.register("register_admin_viewset")
def message_viewset():
    return MessageViewSet("messages")


@hooks.register("register_admin_urls")
def wording_urls():
    addresses = [
        path("", staff_views.wordings, name="index"),
        path("<slug:name>/", staff_views.wording, name="edit"),
        path("<slug:name>/default/", staff_views.use_default, name="default"),
    ]
    return [path("wording/", include((addresses, "wording")))]


@hooks.register("register_settings_menu_item")
def wording_menu_item():
    return WordingMenuItem(
        _("Wording of messages"), reverse("wording:index"), icon_name="edit", order=900
    )
