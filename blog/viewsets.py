"""Suggestions and event sign-ups in the Wagtail admin."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.viewsets.model import ModelViewSet

from blog.models import EventSignUp, TopicSuggestion


class TopicSuggestionViewSet(ModelViewSet):
    """Topics that readers suggest, and what became of them."""

    model = TopicSuggestion
    icon = "help"
    menu_label = _("Suggested topics")
    menu_order = 230
    add_to_admin_menu = True
    search_backend_name = None
    search_fields = ["topic", "why"]
    list_display = ["topic", "status", "suggested_at"]
    list_filter = ["status"]
    exclude_form_fields = ["suggested_at"]


class EventSignUpForm(WagtailAdminModelForm):
    """Corrections to a guest's sign-up, but not to the event or the day."""

    class Meta:
        model = EventSignUp
        fields = ["name", "email", "seats", "access_needs"]

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        guest = self.instance
        others = EventSignUp.objects.filter(event=guest.event, day=guest.day)
        if others.filter(email=email).exclude(pk=guest.pk).exists():
            raise ValidationError(
                gettext("Somebody has signed up with this address already.")
            )
        return email


class EventSignUpViewSet(ModelViewSet):
    """The sign-ups for all events."""

    model = EventSignUp
    icon = "group"
    menu_label = _("Event sign-ups")
    menu_order = 240
    add_to_admin_menu = True
    search_backend_name = None
    search_fields = ["name", "email"]
    list_display = ["event", "day", "name", "seats", "access_needs"]
    list_filter = ["event", "day"]
    list_export = ["event", "day", "name", "email", "seats", "access_needs"]

    def get_form_class(self, for_update=False):
        return EventSignUpForm
