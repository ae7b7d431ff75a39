"""All visits in one read-only list, to search and filter."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from booking.availability import impact
from booking.models import Appointment
from booking.staff.permissions import visits_for
from locations.formatting import clock


class WhenColumn(Column):
    """Day and time of a visit, and whether it still has that time."""

    cell_template_name = "components/staff/when_cell.html"


def when(appointment):
    """Day and time by the clock at the visit's place."""
    return f"{appointment.local_start:%Y-%m-%d}, {clock(appointment.local_start)}"


class VisitsIndexView(generic.IndexView):
    """Visits that the user may see; each links to its own page."""

    any_permission_required = ["view"]
    default_ordering = "-starts_at"

    def get_base_queryset(self):
        return visits_for(self.request.user)

    def get_table(self, object_list):
        return super().get_table(impact.mark(object_list, timezone.now()))

    def get_add_url(self):
        return None

    def get_edit_url(self, instance):
        return reverse("booking_visit", args=[instance.pk])

    def get_list_buttons(self, instance):
        return []


class AppointmentViewSet(ModelViewSet):
    """A listing only: appointments change only through the services."""

    model = Appointment
    icon = "list-ul"
    menu_label = _("Visits")
    menu_order = 40
    add_to_admin_menu = True
    index_view_class = VisitsIndexView
    list_display = [
        "name",
        WhenColumn("starts_at", label=_("When"), accessor=when, sort_key="starts_at"),
        "treatment_name",
        "therapist",
        "location",
        "status",
    ]
    list_filter = ["status", "therapist", "location", "treatment"]
    list_export = ()
    search_fields = ["name", "email", "reference"]
    search_backend_name = None
    form_fields = []
    add_to_reference_index = False

    def get_urlpatterns(self):
        """Only the listing, since a form could bypass the services."""
        listing = ("index", "index_results")
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name in listing
        ]
