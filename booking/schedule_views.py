"""How rows of the schedule are listed, saved and deleted in the admin."""

from django.contrib import messages as flash
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import redirect
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet

from booking import services
from clients import access
from clients.access import VISITS, Reach


class SavesSchedule:
    """A create or edit view whose row changes the schedule."""

    def save_instance(self):
        with services.schedule_change():
            return super().save_instance()


class CreateView(SavesSchedule, generic.CreateView):
    pass


class EditView(SavesSchedule, generic.EditView):
    pass


class DeleteView(generic.DeleteView):
    """Deletes a row and, with it, what it decided."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except ProtectedError:
            flash.error(request, "This is in use by visits or plans, and stays.")
            return redirect(self.get_success_url())

    def delete_action(self):
        with services.schedule_change():
            super().delete_action()


class ScheduleViewSet(ModelViewSet):
    """Rows that decide which openings there are."""

    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    copy_view_enabled = False
    search_backend_name = None


# Rows of one therapist: therapists see and change their own, others everyone's.


def own(user, rows):
    """Narrow rows that have a therapist to those a user may change."""
    if access.reach(user, VISITS) is Reach.EVERYONE:
        return rows
    return rows.filter(therapist__user=user)


class OwnRow:
    """A view of one row; the rows of others do not exist for it."""

    def get_object(self, *args, **kwargs):
        found = super().get_object(*args, **kwargs)
        rows = own(self.request.user, type(found).objects.filter(pk=found.pk))
        if not rows.exists():
            raise Http404
        return found


class LimitsTherapist:
    """A form whose therapist can only be one whom the user may plan for."""

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
