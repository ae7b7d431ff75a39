"""Today's visits on the first page of the admin."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from booking.staff import visit_list


class TodayPanel(Component):
    """Today's visits that the user may see."""

    name = "today"
    order = 10
    template_name = "booking/staff/panel.html"

    def get_context_data(self, parent_context):
        user, now = parent_context["request"].user, timezone.now()
        day = visit_list.this_day(now)
        return {"rows": visit_list.of_days(user, day, day, now), "day": day}
