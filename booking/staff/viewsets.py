"""Treatments, rooms, hours, time off and closures in the Wagtail admin.

All of them decide which openings there are, so each write goes through
`services.schedule_change`.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSetGroup

from booking.models import BookingRules, Room, Shift, TimeOff, Treatment, WorkingHours
from booking.staff.schedule_forms import TimeOffForm
from booking.staff.schedule_views import OwnScheduleViewSet, ScheduleViewSet
from content.slug_panels import NamePanel, slug_panel
from locations.models import Closure, Location
from therapists.models import Therapist


class WorkingHoursViewSet(OwnScheduleViewSet):
    model = WorkingHours
    icon = "calendar"
    menu_label = _("Weekly hours")
    list_display = [
        "therapist",
        "weekday",
        "location",
        "starts_at",
        "ends_at",
        "valid_from",
        "valid_until",
    ]
    list_filter = ["therapist", "location", "weekday"]
    panels = [
        "therapist",
        FieldRowPanel(["weekday", "location"]),
        FieldRowPanel(["starts_at", "ends_at"], heading=_("Hours")),
        FieldRowPanel(["break_starts_at", "break_ends_at"], heading=_("Break")),
        FieldRowPanel(["valid_from", "valid_until"], heading=_("Valid")),
    ]


class ShiftViewSet(OwnScheduleViewSet):
    model = Shift
    icon = "plus"
    menu_label = _("Extra shifts")
    list_display = ["therapist", "day", "location", "starts_at", "ends_at"]
    panels = [
        "therapist",
        FieldRowPanel(["day", "location"]),
        FieldRowPanel(["starts_at", "ends_at"], heading=_("Hours")),
        FieldRowPanel(["break_starts_at", "break_ends_at"], heading=_("Break")),
    ]


class TimeOffViewSet(OwnScheduleViewSet):
    model = TimeOff
    icon = "time"
    menu_label = _("Time off")
    list_display = ["therapist", "starts_at", "ends_at", "reason"]
    edit_handler = ObjectList(
        ["therapist", FieldRowPanel(["starts_at", "ends_at"]), "reason"],
        base_form_class=TimeOffForm,
    )


# Rows of the clinic


class ClosureViewSet(ScheduleViewSet):
    model = Closure
    icon = "warning"
    menu_label = _("Closures")
    list_display = ["reason", "location", "starts_on", "ends_on"]
    panels = [
        "location",
        "reason",
        FieldRowPanel(["starts_on", "ends_on"]),
        FieldRowPanel(["closed_from", "closed_until"]),
    ]


class TreatmentViewSet(ScheduleViewSet):
    model = Treatment
    icon = "pick"
    list_display = ["name", "cleanup_minutes", "is_offered"]
    panels = [
        NamePanel("name"),
        slug_panel(),
        "summary",
        "description",
        InlinePanel(
            "lengths", heading=_("Lengths and prices"), label=_("Length"), min_num=1
        ),
        FieldRowPanel(["setup_minutes", "cleanup_minutes", "travel_minutes"]),
        FieldPanel("is_home_visit"),
        FieldRowPanel(["least_age", "least_pregnancy_week"]),
        "rooms",
        "therapists",
        FieldRowPanel(["is_offered", "position"]),
    ]


class RoomViewSet(ScheduleViewSet):
    model = Room
    icon = "home"
    list_display = ["name", "location", "features", "in_use"]
    list_filter = ["location"]
    panels = ["location", "name", "features", "position", "in_use"]


class LocationViewSet(ScheduleViewSet):
    model = Location
    icon = "site"
    list_display = ["name", "time_zone", "phone"]
    panels = [
        NamePanel("name"),
        slug_panel(),
        "position",
        "visits_homes",
        "served_postal_codes",
        FieldRowPanel(["street", "city", "region", "postal_code"]),
        FieldRowPanel(["phone", "email"]),
        "time_zone",
        "notice_minutes",
        InlinePanel("opening_hours", heading=_("Opening hours"), label=_("Hours")),
        "summary",
        "access",
        "getting_there",
        "directions",
    ]


class TherapistViewSet(ScheduleViewSet):
    model = Therapist
    icon = "user"
    list_display = ["name", "main_location", "takes_bookings"]
    panels = [
        NamePanel("name"),
        "short_name",
        slug_panel(),
        "pronouns",
        FieldRowPanel(["credential", "license_number", "practising_since"]),
        "languages",
        "user",
        "main_location",
        "treats",
        "techniques",
        FieldRowPanel(["takes_bookings", "last_day_on"]),
    ]


class BookingRulesViewSet(ScheduleViewSet):
    """One row; nobody has the permission to add or delete it."""

    model = BookingRules
    icon = "cog"
    menu_label = _("Booking rules")
    list_display = ["__str__", "horizon_days", "grid_minutes"]
    panels = [
        "horizon_days",
        "grid_minutes",
        "free_change_hours",
        FieldRowPanel(["late_fee_percent", "waives_first_late"]),
        "intake_due_hours",
        FieldRowPanel(["least_age", "least_pregnancy_week"]),
        "safety_check_days",
        "unproven_follow_up",
        "open_visits_per_browser",
        "unproven_visits_per_contact",
        "bookings_per_network",
        "minutes_between_places",
        FieldRowPanel(["default_treatment", "default_minutes"]),
    ]


class ScheduleViewSetGroup(ModelViewSetGroup):
    menu_label = _("Schedule")
    menu_icon = "calendar-alt"
    menu_order = 150
    items = (
        WorkingHoursViewSet,
        ShiftViewSet,
        TimeOffViewSet,
        ClosureViewSet,
        TreatmentViewSet,
        RoomViewSet,
        LocationViewSet,
        TherapistViewSet,
        BookingRulesViewSet,
    )
