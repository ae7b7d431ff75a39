"""Therapists of the month and testimonials in the Wagtail admin."""

from django.contrib import messages as flash
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from therapists import services
from therapists.admin_forms import FeatureForm
from therapists.models import Feature, Testimonial


class FeatureIndexView(generic.IndexView):
    """Months with their therapists and interviews."""

    def get_base_queryset(self):
        return (
            super()
            .get_base_queryset()
            .select_related("therapist")
            .prefetch_related("pages")
        )


class FeatureCreateView(generic.CreateView):
    """Plans a month, which sends the questions to the therapist."""

    def get_initial(self):
        return {"month": services.next_month(timezone.now())}

    def save_instance(self):
        planned = self.form.cleaned_data
        return services.plan_month(
            month=planned["month"], therapist=planned["therapist"], now=timezone.now()
        )


class FeatureEditView(generic.EditView):
    """Moves a month, which asks the therapist again unless there are answers."""

    def save_instance(self):
        feature, month = self.form.instance, self.form.cleaned_data["month"]
        if "month" not in self.form.changed_data:
            return feature
        return services.move_month(feature=feature, month=month, now=timezone.now())


class FeatureDeleteView(generic.DeleteView):
    """Refuses to delete a month with an interview; its consent can be withdrawn."""

    def form_valid(self, form):
        if self.object.page:
            words = gettext("There is an interview. Delete its page first.")
            flash.error(self.request, words)
            return redirect(self.get_success_url())
        return super().form_valid(form)


class FeatureViewSet(ModelViewSet):
    """Who is featured when, and how far the interview is."""

    model = Feature
    icon = "user"
    menu_label = _("Interviews")
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = FeatureIndexView
    add_view_class = FeatureCreateView
    edit_view_class = FeatureEditView
    delete_view_class = FeatureDeleteView
    search_backend_name = None
    list_display = [
        TitleColumn("month_in_words", label=_("month"), url_name="feature:edit"),
        "therapist",
        Column("state", label=_("State"), accessor="state"),
    ]
    edit_handler = ObjectList(["month", "therapist"], base_form_class=FeatureForm)
    edit_template_name = "therapists/staff/feature.html"


class TestimonialViewSet(ModelViewSet):
    """Testimonials of clients; published only with a consent on record."""

    model = Testimonial
    icon = "openquote"
    menu_label = _("Testimonials")
    menu_order = 220
    add_to_admin_menu = True
    search_backend_name = None
    search_fields = ["name", "text"]
    list_display = ["name", "condition", "therapist", "given_on", "is_published"]
    list_filter = ["condition", "therapist", "is_published"]
