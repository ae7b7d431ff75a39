"""How rows of the schedule are listed, saved and deleted in the admin."""

from django.contrib import messages as flash
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet

from booking.models.appointments import VISITS
from booking.staff import schedule_checks
from booking.staff.impact import ANSWERED, BACK, ask
from clients import access
from clients.access import Reach

# The field that shows a clash: the first of these that a form has.
CLASHING = ("starts_at", "minutes_between_places", "time_zone")


class SavesSchedule:
    """A create or edit view whose row changes the schedule.

    When the change hits visits or looks like a slip, nothing is saved at first: a page
    lists the questions and resubmits the form with *Save* or *Back*.
    """

    def post(self, request, *args, **kwargs):
        if BACK not in request.POST:
            return super().post(request, *args, **kwargs)
        self.object = self.get_object() if self.kwargs else None
        self.form = self.get_form()
        return self.render_to_response(self.get_context_data())

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except schedule_checks.Clash as clash:
            form.add_error(next(filter(form.fields.get, CLASHING)), str(clash))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        except schedule_checks.Unanswered as unanswered:
            return ask(self.request, unanswered.questions, self.get_page_subtitle())

    def save_instance(self):
        save(self.request, super().save_instance)
        return self.form.instance


class CreateView(SavesSchedule, generic.CreateView):
    pass


class EditView(SavesSchedule, generic.EditView):
    pass


class DeleteView(generic.DeleteView):
    """Deletes a row of the schedule, with the same questions first."""

    def post(self, request, *args, **kwargs):
        if BACK in request.POST:
            return redirect(self.get_success_url())
        subtitle = self.get_page_subtitle()
        try:
            return super().post(request, *args, **kwargs)
        except ProtectedError:
            flash.error(request, _("This is in use by visits or plans, and stays."))
            return redirect(self.get_success_url())
        except schedule_checks.Unanswered as unanswered:
            return ask(request, unanswered.questions, subtitle, deletes=True)

    def delete_action(self):
        save(self.request, super().delete_action)


def save(request, write):
    """Let a view write its row, unless questions are still unanswered."""
    answered = request.POST.get(ANSWERED, "")
    schedule_checks.save(write, now=timezone.now(), answered=answered)


class ScheduleViewSet(ModelViewSet):
    """Rows that decide which openings exist."""

    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    copy_view_enabled = False
    search_backend_name = None


# Rows of one therapist: therapists see and change their own, other staff all of them.


def own(user, rows):
    """Narrow rows that have a therapist to those a user may change."""
    if access.reach(user, VISITS) is Reach.EVERYONE:
        return rows
    return rows.filter(therapist__user=user)


class OwnRow:
    """A view of one row; answers 404 for rows that the user may not change."""

    def get_object(self, *args, **kwargs):
        found = super().get_object(*args, **kwargs)
        rows = own(self.request.user, type(found).objects.filter(pk=found.pk))
        if not rows.exists():
            raise Http404
        return found


class LimitsTherapist:
    """A form that offers only therapists whose schedule the user may change."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if access.reach(self.request.user, VISITS) is not Reach.EVERYONE:
            field = form.fields["therapist"]
            field.queryset = field.queryset.filter(user=self.request.user)
        return form


class OwnIndexView(generic.IndexView):
    def get_base_queryset(self):
        return own(self.request.user, super().get_base_queryset())


class OwnCreateView(LimitsTherapist, CreateView):
    pass


class OwnEditView(LimitsTherapist, OwnRow, EditView):
    pass


class OwnDeleteView(OwnRow, DeleteView):
    pass


class OwnHistoryView(OwnRow, HistoryView):
    pass


class OwnUsageView(OwnRow, UsageView):
    pass


class OwnScheduleViewSet(ScheduleViewSet):
    """Rows of one therapist."""

    index_view_class = OwnIndexView
    add_view_class = OwnCreateView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    history_view_class = OwnHistoryView
    usage_view_class = OwnUsageView
    list_filter = ["therapist"]
