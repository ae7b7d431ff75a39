"""Therapists of the month and testimonials in the Wagtail admin."""

from django.utils import timezone
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from therapists import services
from therapists.admin_forms import FeatureForm
from therapists.models import Feature, Testimonial


class FeatureCreateView(generic.CreateView):
    """Planning a month sends the questions to the therapist."""

    def save_instance(self):
        planned = self.form.cleaned_data
        return services.plan_month(
            month=planned["month"], therapist=planned["therapist"], now=timezone.now()
        )


class FeatureViewSet(ModelViewSet):
    """Who is featured when, and how far the interview is."""

    model = Feature
    icon = "user"
    menu_label = "Interviews"
    menu_order = 210
    add_to_admin_menu = True
    add_view_class = FeatureCreateView
    search_backend_name = None
    list_display = [
        "month_in_words",
        "therapist",
        Column("state", label="State", accessor="state"),
    ]
    edit_handler = ObjectList(["month", "therapist"], base_form_class=FeatureForm)
    edit_template_name = "therapists/staff/feature.html"


class TestimonialViewSet(ModelViewSet):
    """What clients say; published only with a consent on record."""

    model = Testimonial
    icon = "openquote"
    menu_label = "Testimonials"
    menu_order = 220
    add_to_admin_menu = True
    search_backend_name = None
    search_fields = ["name", "text"]
    list_display = ["name", "condition", "therapist", "given_on", "is_published"]
    list_filter = ["condition", "therapist", "is_published"]
