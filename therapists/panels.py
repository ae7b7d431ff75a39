"""Panels of the therapist of the month on the admin's home page."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from therapists import services
from therapists.models import Feature


class QuestionsPanel(Component):
    """The user's own unanswered questions, and their interviews."""

    name = "interview"
    order = 20
    template_name = "therapists/staff/questions_panel.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        own = Feature.objects.filter(therapist__user=user).prefetch_related("pages")
        return {"features": own[:3]}


class NextMonthPanel(Component):
    """Says that nobody is planned for the coming month."""

    name = "next_month"
    order = 30
    template_name = "therapists/staff/next_month_panel.html"

    def get_context_data(self, parent_context):
        month = services.next_month(timezone.now())
        planned = Feature.objects.of_month(month).select_related("therapist").first()
        return {"month": month, "planned": planned}
